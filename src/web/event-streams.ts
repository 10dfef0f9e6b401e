/** Open pages at a time; each holds a connection. */
const MAX_STREAMS = 24;
/** Bytes that wait for a slow page before it is cut off; it reconnects and reads the chats anew. */
const MAX_WAITING_BYTES = 512 * 1024;
const HEARTBEAT_MS = 20_000;

/** Server-sent events to every open page. */
export interface EventStreams {
  /** A new stream's answer, or null when too many are open. */
  open(): Response | null;
  broadcast(event: string, data: unknown): void;
  /** Ends every stream. */
  close(): void;
}

/** No stream is open yet; `close` also stops the heartbeat. */
export function createEventStreams(): EventStreams {
  const encoder = new TextEncoder();
  const open = new Set<ReadableStreamDefaultController<Uint8Array>>();
  let closed = false;

  function end(controller: ReadableStreamDefaultController<Uint8Array>): void {
    if (open.delete(controller)) controller.close();
  }

  function write(chunk: string): void {
    const bytes = encoder.encode(chunk);
    for (const controller of open) {
      controller.enqueue(bytes);
      if ((controller.desiredSize ?? 0) <= 0) end(controller);
    }
  }

  // A page that vanished without a word is noticed by the failing write.
  const heartbeat = setInterval(() => write(': alive\n\n'), HEARTBEAT_MS);
  heartbeat.unref();

  return {
    open() {
      if (closed || open.size >= MAX_STREAMS) return null;
      let own: ReadableStreamDefaultController<Uint8Array> | undefined;
      const body = new ReadableStream<Uint8Array>(
        {
          start(controller) {
            own = controller;
            open.add(controller);
            controller.enqueue(encoder.encode('retry: 1000\n\n'));
          },
          cancel() {
            if (own !== undefined) open.delete(own);
          },
        },
        { highWaterMark: MAX_WAITING_BYTES, size: (chunk) => chunk?.byteLength ?? 0 },
      );
      return new Response(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' } });
    },
    broadcast: (event, data) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
    close() {
      closed = true;
      clearInterval(heartbeat);
      for (const controller of open) end(controller);
    },
  };
}
