import type { Channel, Receiver } from '../channels/channel.ts';

/** A count since the start, by channel and by what became of it. */
export interface Counted {
  readonly channel: string;
  readonly result: string;
  readonly count: number;
}

/** What the process has done since it started. */
export interface Counts {
  /** The receiver, with what it takes and refuses counted; what jobs tell themselves is not. */
  receiver(receive: Receiver): Receiver;
  /** The channel, with the outcomes of its sends counted. */
  channel(channel: Channel): Channel;
  events(): readonly Counted[];
  sends(): readonly Counted[];
}

/** Counts nothing yet. */
export function createCounts(): Counts {
  const events = createTally();
  const sends = createTally();
  return {
    events: events.read,
    sends: sends.read,
    receiver: (receive) => (batch) => {
      const outside = batch.filter(({ body }) => body.kind !== 'job-done');
      try {
        const receipts = receive(batch);
        const results = new Map(receipts.map(({ eventKey, status }) => [eventKey, status]));
        for (const { channel, eventKey } of outside) events.add(channel, results.get(eventKey) ?? 'done');
        return receipts;
      } catch (error) {
        for (const { channel } of outside) events.add(channel, 'refused');
        throw error;
      }
    },
    channel: (channel) => ({
      ...channel,
      async send(...call) {
        try {
          const outcome = await channel.send(...call);
          sends.add(channel.name, outcome.kind);
          return outcome;
        } catch (error) {
          sends.add(channel.name, 'ambiguous');
          throw error;
        }
      },
    }),
  };
}

function createTally() {
  const tally = new Map<string, Counted>();
  return {
    add(channel: string, result: string): void {
      const key = `${channel} ${result}`;
      tally.set(key, { channel, result, count: (tally.get(key)?.count ?? 0) + 1 });
    },
    read: () => [...tally.values()],
  };
}
