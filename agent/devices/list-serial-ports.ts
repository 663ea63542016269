// Which serial ports the machine has, to choose from in a configuration. Promises to answer also where the system's own list
// cannot be had (Linux without udevadm); a path can always be typed instead.

export interface SerialPortFound {
  readonly path: string;
  readonly maker: string | null;
  readonly serialNumber: string | null;
}

export type SerialPortList =
  | { readonly listed: true; readonly ports: readonly SerialPortFound[] }
  | { readonly listed: false; readonly why: string };

type ListPorts = () => Promise<
  readonly { path: string; manufacturer: string | undefined; serialNumber: string | undefined }[]
>;

export async function listSerialPorts(list: ListPorts = listReal): Promise<SerialPortList> {
  try {
    const ports = await list();
    return {
      listed: true,
      ports: ports.map(({ path, manufacturer, serialNumber }) => ({
        path,
        maker: manufacturer ?? null,
        serialNumber: serialNumber ?? null,
      })),
    };
  } catch (error) {
    return { listed: false, why: error instanceof Error ? error.message : String(error) };
  }
}

const listReal: ListPorts = async () => {
  const { SerialPort } = await import('serialport');
  return SerialPort.list();
};
