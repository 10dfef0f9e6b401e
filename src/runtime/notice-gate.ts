import { owesConsent } from '../app/consent.ts';
import type { Dialogues } from '../app/delivery-ports.ts';
import { isCommand, parseSlash, parseSlashWords, parseWords } from '../conversation/commands.ts';
import type { MemberContext } from '../conversation/context.ts';
import { loadDialogue, saveDialogue } from '../conversation/dialogue.ts';
import { converse } from '../conversation/engine.ts';
import { tappedChoice } from '../conversation/prompt-token.ts';
import { COMMANDS, MEMBER_SCRIPT, NOTICE_SCRIPT } from '../conversation/script.ts';
import { say } from '../conversation/text-key.ts';
import type { InboundBody, Reply } from '../conversation/types.ts';

/** What opens the question, whatever the person wrote. */
const OPENING: InboundBody = { kind: 'text', text: '/start' };

/**
 * Lets a message through to the conversation, but asks whoever agreed to an earlier notice about the one in force first.
 * The dialogue under way stays where it is, and the message that was stopped goes on after the agreement.
 */
export function throughNotice(
  context: MemberContext,
  dialogues: Dialogues,
  body: InboundBody,
  talk: (body: InboundBody) => readonly Reply[],
): readonly Reply[] {
  // What the program itself has to say to a dialogue is no message of the person.
  if (body.kind === 'job-done' || !owesConsent(context.identity)) return talk(body);
  const { id } = context.person;
  const subject = `n${id}`;
  const asked = loadDialogue(dialogues, subject);
  const opens = asked === null || asked.flow !== NOTICE_SCRIPT.home;
  const held = opens || isCommand(body) ? holdable(context, dialogues, body) : heldIn(asked);
  const replies = converse(NOTICE_SCRIPT, dialogues, subject, context, opens ? OPENING : body);
  const { identities } = context.store;
  const identity = identities.ofMember(id).find((own) => own.id === context.identity.id);
  // Unlinked, or still to answer.
  if (identity === undefined) return replies;
  if (owesConsent(identity)) {
    const standing = loadDialogue(dialogues, subject);
    if (standing !== null) saveDialogue(dialogues, subject, { ...standing, data: { held } });
    return replies;
  }
  return held === null ? [...replies, { say: [say('notice_again.repeat')] }] : [...replies, ...talk(held)];
}

function heldIn({ data }: { readonly data: unknown }): InboundBody | null {
  return (data as { readonly held: InboundBody | null }).held;
}

/** What may wait in a stored dialogue: commands, and answers to a stored question; never a vote or a share of a key. */
function holdable(context: MemberContext, dialogues: Dialogues, body: InboundBody): InboundBody | null {
  const standing = loadDialogue(dialogues, `m${context.person.id}`);
  const answers = standing !== null && !standing.ephemeral;
  switch (body.kind) {
    case 'text':
      return commandIn(context, body.text) ?? (answers ? body : null);
    case 'choice': {
      if (body.token.startsWith('/')) return commandIn(context, body.token);
      return answers && tappedChoice(body.token, standing.promptToken, standing.shown) !== undefined ? body : null;
    }
    case 'file':
      return answers ? body : null;
    default:
      return null;
  }
}

function commandIn(context: MemberContext, text: string): InboundBody | null {
  const { words } = context;
  const slash = parseSlash(text, COMMANDS);
  const inWords = slash === null ? parseWords(text, COMMANDS, words) : parseSlashWords(text, COMMANDS, words);
  const typed = slash?.kind === 'command' ? slash : inWords;
  if (typed?.kind !== 'command') return text.trimStart().startsWith('/') ? { kind: 'text', text: '/menu' } : null;
  const { name, flow } = typed.command;
  const secret = MEMBER_SCRIPT.flows.get(flow)?.ephemeral !== null;
  return { kind: 'text', text: secret || typed.args === '' ? `/${name}` : `/${name} ${typed.args}` };
}
