import type { OutboxProblem } from '../../app/delivery-ports.ts';
import { notLinked } from '../../app/linking.ts';
import type { ChatIdentity } from '../../app/ports.ts';
import { unreachableCause } from '../../app/unreachable.ts';
import { channelSay } from '../../conversation/text-key.ts';
import type { Person } from '../../domain/person.ts';
import type { ExportMaterial } from '../exports.ts';
import type { TableSheet } from '../tables/table-sheet.ts';
import { exportSheet, occasionOf, personColumns } from './export-sheet.ts';

interface Unreachable {
  readonly person: Person;
  readonly identity: ChatIdentity;
}

/** Who gets no messages, who has no account, and the messages that were given up; never what they said. */
export function deliverySheets(material: ExportMaterial): readonly TableSheet[] {
  const occasion = occasionOf(material);
  if (occasion === null) return [];
  const { text } = material;
  const unreachable = material.read(({ store }) => store.identities.unreachable());
  const unlinked = material.read(notLinked);
  const messages = material.undelivered();
  const channel = (name: string) => text(channelSay(name).key);
  return [
    exportSheet<Unreachable>(material, occasion, {
      name: 'delivery_unreachable',
      columns: [
        ...personColumns<Unreachable>(({ person }) => person),
        { header: 'export.column.channel', kind: 'text', width: 16, of: ({ identity }) => channel(identity.channel) },
        {
          header: 'export.column.cause',
          kind: 'text',
          width: 50,
          of: ({ identity }) => text(`manage.delivery.cause.${unreachableCause(identity.unreachableReason)}`),
        },
      ],
      rows: unreachable,
      expected: unreachable.length,
    }),
    exportSheet<Person>(material, occasion, {
      name: 'delivery_unlinked',
      columns: personColumns<Person>((person) => person),
      rows: unlinked,
      expected: unlinked.length,
    }),
    exportSheet<OutboxProblem>(material, occasion, {
      name: 'delivery_messages',
      columns: [
        { header: 'export.column.message', kind: 'number', width: 10, of: ({ id }) => id },
        { header: 'export.column.given_up_at', kind: 'moment', width: 18, of: ({ settledAt }) => settledAt },
        { header: 'export.column.channel', kind: 'text', width: 16, of: (problem) => channel(problem.channel) },
        { header: 'export.column.recipient', kind: 'text', width: 28, of: ({ memberName }) => memberName },
        { header: 'export.column.message_kind', kind: 'text', width: 22, of: ({ kind }) => kind },
        {
          header: 'export.column.delivery_state',
          kind: 'text',
          width: 24,
          of: ({ state }) => text(`export.delivery.${state}`),
        },
        { header: 'export.column.reference', kind: 'text', width: 14, of: ({ reference }) => reference },
        { header: 'export.column.problem', kind: 'text', width: 28, of: ({ problem }) => problem },
      ],
      rows: messages,
      expected: messages.length,
    }),
  ];
}
