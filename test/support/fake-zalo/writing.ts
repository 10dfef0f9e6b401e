import { newMessageId } from './message-id.ts';
import { type Account, emit, type StoredChat, type World, type ZaloEvent } from './world.ts';

/** A picture that a person sends. */
export interface SentPhoto {
  readonly bytes: Uint8Array;
  readonly mime?: string;
  readonly caption?: string;
}

/** What makes one kind of message differ from the others. */
export interface Content {
  readonly kind: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** The kinds of message that people send. */
export const contentOf = {
  text: (text: string): Content => ({ kind: 'text', fields: { text } }),

  photo(world: World, { bytes, mime = 'image/jpeg', caption }: SentPhoto): Content {
    const path = world.photos.put({ bytes: Buffer.from(bytes), mime });
    const said = caption === undefined ? {} : { caption };
    return { kind: 'image', fields: { [world.quirks.imageField]: world.mediaUrl(path), ...said } };
  },

  sticker: (): Content => ({
    kind: 'sticker',
    fields: { sticker: '4cb4b1a2c7d6e5f40312', url: 'https://zalo-api.zdn.vn/api/emoticon/sticker/webpc?eid=1' },
  }),

  voice(world: World): Content {
    const path = world.photos.put({ bytes: Buffer.from('aac'), mime: 'audio/aac' });
    return { kind: 'voice', fields: { voice_url: world.mediaUrl(path) } };
  },

  unsupported: (): Content => ({ kind: 'unsupported', fields: {} }),
};

/** Makes the event of a message, which the platform tells the bot of or not; returns the message's id. */
export function writeEvent(world: World, chat: StoredChat, from: Account, content: Content, heard: boolean): string {
  const event: ZaloEvent = {
    event_name: `message.${content.kind}.received`,
    message: {
      date: world.time.now(),
      chat: { chat_type: chat.type, id: chat.id },
      message_id: newMessageId(),
      from,
      ...content.fields,
    },
  };
  if (heard) emit(world, event);
  return event.message.message_id;
}
