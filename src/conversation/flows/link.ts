import * as z from 'zod';
import type { Dialogues } from '../../app/delivery-ports.ts';
import { type CodeError, checkCode, type Linked, link, linkByInvite, personByPhone } from '../../app/linking.ts';
import { takePauseNews } from '../../app/wrong-codes.ts';
import { isCodeLike, normaliseInviteCode } from '../../domain/invite-code.ts';
import type { Result } from '../../lib/result.ts';
import type { Context } from '../context.ts';
import { loadDialogue } from '../dialogue.ts';
import { again, defineFlow, end, go, type Move, type Step } from '../flow.ts';
import { say } from '../text-key.ts';

const linkState = z.object({
  /** Whom the code or phone number belongs to; 0 before one is known. */
  memberId: z.number().int(),
  /** The one-time code that will be used up, null when the phone number told. */
  inviteId: z.number().int().nullable(),
});

type LinkState = z.infer<typeof linkState>;
type LinkStep = Step<LinkState, Context>;

const START: LinkState = { memberId: 0, inviteId: null };

function greeting(context: Context) {
  const agency = context.store.campaigns.current()?.plan.agency.name;
  return agency === undefined ? say('link.greeting_plain') : say('link.greeting', { agency });
}

// A code may be typed in pieces; what is no code but looks like one was mistyped.
function isMeantAsCode(typed: string): boolean {
  return normaliseInviteCode(typed) !== null || isCodeLike(typed);
}

function tryCode(context: Context, typed: string): Move<LinkState> {
  const checked = checkCode(context, context.chat, typed);
  if (!checked.ok) {
    if (checked.error === 'codes_paused' && takePauseNews(context)) tellSecretaries(context);
    return go('code', START, [say(`error.${checked.error}`)]);
  }
  const { person, invite } = checked.value;
  return go('consent', { memberId: person.id, inviteId: invite.id });
}

// Nobody can be linked meanwhile: somebody must know why.
function tellSecretaries(context: Context): void {
  for (const { id } of context.store.members.withRole('secretary')) {
    context.notify({ to: id, kind: 'codes_paused', lane: 'receipt', reply: { say: [say('notice.codes_paused')] } });
  }
}

const codeStep: LinkStep = {
  help: 'help.link.code',
  ask: () => ({ say: [say('link.code.ask')], accepts: 'text', example: say('link.code.example'), askContact: true }),
  answer(context, _state, answer) {
    if (answer.kind === 'contact') {
      if (!answer.own) return again(say('link.contact_not_own'));
      const person = personByPhone(context, answer.phone);
      return person === null
        ? again(say('link.contact_unknown'))
        : go('consent', { memberId: person.id, inviteId: null });
    }
    if (answer.kind !== 'text') return again(say('dialogue.text_expected'));
    return isMeantAsCode(answer.text) ? tryCode(context, answer.text) : again(greeting(context));
  },
};

const consentStep: LinkStep = {
  help: 'help.link.consent',
  ask(context, state) {
    const person = context.store.members.byId(state.memberId);
    return {
      say: [
        say(state.inviteId === null ? 'link.consent.who_by_phone' : 'link.consent.who', {
          name: person?.fullName ?? '',
          position: person?.position ?? '',
          division: person?.divisionName ?? '',
        }),
        say('link.consent.notice'),
      ],
      choices: [
        { id: 'agree', label: say('link.consent.agree') },
        { id: 'not_me', label: say('link.consent.not_me') },
        { id: 'decline', label: say('link.consent.decline') },
      ],
    };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'not_me') return go('code', START, [say('link.consent.not_me_done')]);
    if (id === 'decline') return end([say('link.consent.declined')]);
    if (id !== 'agree') return again(say('dialogue.not_understood'));
    const linked = linkNow(context, state);
    if (!linked.ok) return go('code', START, [say(`error.${linked.error}`)]);
    const { person, replaced } = linked.value;
    return end(
      [say('link.done', { name: person.fullName }), ...(replaced === null ? [] : [say('link.replaced')])],
      [{ command: 'menu', label: say('command.menu.label') }],
    );
  },
};

function linkNow(context: Context, state: LinkState): Result<Linked, CodeError> {
  if (state.inviteId !== null) return linkByInvite(context, context.chat, state.inviteId);
  const person = context.store.members.byId(state.memberId);
  if (person === null || !person.active) return { ok: false, error: 'member_inactive' };
  return { ok: true, value: link(context, context.chat, person) };
}

/** How a stranger becomes a known person: code or own phone number, notice, consent. */
export const linkFlow = defineFlow<LinkState, Context>({
  name: 'link',
  version: 1,
  state: linkState,
  begin: (context, args) => (isMeantAsCode(args) ? tryCode(context, args) : go('code', START, [greeting(context)])),
  steps: { code: codeStep, consent: consentStep },
});

/** Whether somebody's code or phone number was right, and they are reading the notice. */
export function isReadingNotice(dialogues: Pick<Dialogues, 'load'>, subject: string): boolean {
  const dialogue = loadDialogue(dialogues, subject);
  return dialogue?.flow === linkFlow.name && dialogue.step === 'consent';
}
