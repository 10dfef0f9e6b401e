import { describe, expect, it } from 'vitest';
import { err } from '../../src/lib/result.ts';
import { storageOver } from '../support/storage-over.ts';
import { NOW, openForTest, planOf, temporaryStorage } from './setup.ts';

describe('the current campaign, kept in memory', () => {
  it('is read again after another process has stored a plan', () => {
    const bot = temporaryStorage();
    const commandLine = storageOver(openForTest(bot.database.path));
    expect(bot.unitOfWork.run(() => bot.store.campaigns.current())).toBeNull();

    commandLine.unitOfWork.run(() => commandLine.store.campaigns.savePlan(planOf(2022), NOW));
    expect(bot.unitOfWork.run(() => bot.store.campaigns.current()?.year)).toBe(2022);

    commandLine.unitOfWork.run(() => commandLine.store.campaigns.savePlan(planOf(2023), NOW));
    expect(bot.unitOfWork.run(() => bot.store.campaigns.current()?.year)).toBe(2023);
  });

  it('is not read again while nobody else writes', () => {
    const bot = temporaryStorage();
    bot.unitOfWork.run(() => bot.store.campaigns.savePlan(planOf(2022), NOW));
    const first = bot.unitOfWork.run(() => bot.store.campaigns.current());
    bot.unitOfWork.run(() => bot.store.settings.set('anything', 'else'));
    expect(bot.unitOfWork.run(() => bot.store.campaigns.current())).toBe(first);
  });

  it.each([
    ['ends in an Err', () => err('not_allowed')],
    [
      'throws',
      () => {
        throw new Error('a bug');
      },
    ],
  ])('does not outlive a transaction that %s', (_how, fail) => {
    const bot = temporaryStorage();
    bot.unitOfWork.run(() => bot.store.campaigns.savePlan(planOf(2022), NOW));
    const undone = () =>
      bot.unitOfWork.run(() => {
        bot.store.campaigns.savePlan(planOf(2023), NOW);
        expect(bot.store.campaigns.current()?.year).toBe(2023);
        return fail();
      });
    try {
      undone();
    } catch (error) {
      expect(String(error)).toContain('a bug');
    }
    expect(bot.unitOfWork.run(() => bot.store.campaigns.current()?.year)).toBe(2022);
  });

  it('does not outlive an undone part of a transaction', () => {
    const bot = temporaryStorage();
    bot.unitOfWork.run(() => {
      bot.store.campaigns.savePlan(planOf(2022), NOW);
      bot.unitOfWork.nested(() => {
        bot.store.campaigns.savePlan(planOf(2023), NOW);
        expect(bot.store.campaigns.current()?.year).toBe(2023);
        return err('not_allowed');
      });
      expect(bot.store.campaigns.current()?.year).toBe(2022);
    });
  });

  it('is the newest plan of its year, and a plan of another year takes its place', () => {
    const { store, unitOfWork } = temporaryStorage();
    unitOfWork.run(() => store.campaigns.savePlan(planOf(2022), NOW));
    const renamed = { ...planOf(2022), name: 'Kế hoạch sửa đổi' };
    unitOfWork.run(() => store.campaigns.savePlan(renamed, NOW + 1));
    expect(unitOfWork.run(() => store.campaigns.current()?.plan)).toEqual(renamed);

    unitOfWork.run(() => store.campaigns.savePlan(planOf(2023), NOW + 2));
    expect(unitOfWork.run(() => store.campaigns.current()?.year)).toBe(2023);
    expect(unitOfWork.run(() => store.campaigns.byYear(2022)?.plan)).toEqual(renamed);
  });
});
