// The launcher's hand on the simulated devices of a till, through the small door that the till's agent opens for it.
import { z } from 'zod';

const deviceStateSchema = z.object({
  scanner: z.object({ plugged: z.boolean() }).nullable(),
  printer: z
    .object({
      condition: z.enum(['well', 'paper-out', 'cover-open', 'offline', 'silent']),
      slips: z.array(z.object({ text: z.string(), svg: z.string() })),
    })
    .nullable(),
  pressed: z.boolean().optional(),
});
export type DeviceState = z.infer<typeof deviceStateSchema>;

export interface DeviceOrder {
  readonly press?: string;
  readonly plugged?: boolean;
  readonly printer?: 'well' | 'paper-out' | 'cover-open' | 'offline' | 'silent';
}

/** `order` null only looks. Null when the till does not answer. */
export async function pressDevices(
  port: number,
  token: string,
  order: DeviceOrder | null,
): Promise<DeviceState | null> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/`, {
      method: order === null ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${token}` },
      ...(order === null ? {} : { body: JSON.stringify(order) }),
    });
    return deviceStateSchema.parse(await answer.json());
  } catch {
    return null;
  }
}
