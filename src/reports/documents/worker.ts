import { type FillOrder, fillHere } from './fill-template.ts';

// A program of its own, run by filling-room.ts: orders in, documents out, one after another, until its caller lets go.

process.on('message', async (order: FillOrder) => {
  process.send?.(await fillHere(order));
});
