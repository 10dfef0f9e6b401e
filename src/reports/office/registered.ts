import type { Campaign, Work } from '../../app/ports.ts';
import { activeDivisions } from '../../app/standings.ts';
import { type Pledge, REGISTERED_STATES } from '../../domain/pledge.ts';
import type { Title } from '../../domain/title.ts';
import { compareNames } from '../../lib/vietnamese.ts';
import type { RegisteredDivision, RegisteredPerson } from '../documents/registration-lists.ts';

/** People whose registration stands, by division in the plan's order, then by name. */
export function registeredPeople(work: Work, campaign: Campaign): readonly RegisteredPerson[] {
  const pledges = new Map(standing(work, campaign).map((pledge) => [pledge.memberId, pledge]));
  return activeDivisions(work.store).flatMap(({ id, name: division }) =>
    work.store.members
      .activeInDivision(id)
      .toSorted((left, right) => compareNames(left.fullName, right.fullName))
      .flatMap(({ id: memberId, fullName, position }) => {
        const content = pledges.get(memberId)?.content ?? null;
        return content === null ? [] : [{ name: fullName, position, division, content }];
      }),
  );
}

/** Divisions whose registration stands, in the plan's order, with what their people registered for. */
export function registeredDivisions(work: Work, campaign: Campaign): readonly RegisteredDivision[] {
  const pledges = standing(work, campaign);
  return activeDivisions(work.store).flatMap(({ id, name: division }) => {
    const own = pledges.filter(({ divisionId }) => divisionId === id);
    const content = own.find(({ kind }) => kind === 'collective')?.content ?? null;
    if (content === null) return [];
    const people = work.store.members.activeInDivision(id).length;
    const advancedWorkers = registeredFor(own, 'advanced_worker');
    const grassrootsFighters = registeredFor(own, 'grassroots_emulation_fighter');
    return [{ division, content, people, advancedWorkers, grassrootsFighters }];
  });
}

function standing({ store }: Work, { id }: Campaign): readonly Pledge[] {
  return store.pledges.inStates(id, REGISTERED_STATES);
}

function registeredFor(pledges: readonly Pledge[], title: Title): number {
  return pledges.filter(({ kind, content }) => kind === 'individual' && content?.titles.includes(title)).length;
}
