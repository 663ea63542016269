// A slip of paper as a thermal printer made it from bytes: what stands on it, line by line. Data only.

export interface SlipRun {
  readonly text: string;
  readonly strong: boolean;
  readonly underline: boolean;
  readonly inverse: boolean;
  /** How many columns wide and lines high a character is, 1 to 8. */
  readonly wide: number;
  readonly tall: number;
}

export type SlipAlign = 'left' | 'center' | 'right';

export type SlipItem =
  | { readonly kind: 'line'; readonly align: SlipAlign; readonly runs: readonly SlipRun[] }
  | { readonly kind: 'qr'; readonly align: SlipAlign; readonly data: string; readonly dots: number }
  | {
      readonly kind: 'raster';
      readonly align: SlipAlign;
      readonly bytesAcross: number;
      readonly height: number;
      readonly bits: Uint8Array;
    }
  | { readonly kind: 'barcode'; readonly align: SlipAlign; readonly data: string };

export interface Slip {
  readonly items: readonly SlipItem[];
  readonly cut: boolean;
  /** Pulses to a cash drawer: must be none, the drawer is the POS's. */
  readonly drawerKicks: number;
  /** Commands that no ESC/POS reference at hand knows, as hex. */
  readonly unknown: readonly string[];
}
