import { DeliveryTimedOut } from './errors.js';

/**
 * What `work` resolves to. What comes later is not heard: nothing of it is stored.
 * @throws DeliveryTimedOut when it has not ended after `deadlineMs`, which may be infinite
 */
export async function within<Result>(deadlineMs: number, work: Promise<Result>): Promise<Result> {
  if (deadlineMs === Infinity) return work;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new DeliveryTimedOut(deadlineMs)), deadlineMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
