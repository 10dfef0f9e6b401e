/** One answer of a person: a typed text, or the choice with this id on the screen that stands there now. */
export type Answer = { readonly text: string } | { readonly tap: string };

const PLAN_COMMITMENTS = ['hoc-tap-bac', 'ky-luat'] as const;

/**
 * The whole registration dialogue of one person, from the command to the submitted pledge: two titles, grading,
 * an initiative in three answers, two commitments of the plan and one in own words, and the review card.
 */
export function registrationOf(person: number): readonly Answer[] {
  return [
    { text: '/dangky' },
    { tap: 'advanced_worker' },
    { tap: 'grassroots_emulation_fighter' },
    { tap: 'done' },
    { tap: 'done' },
    { tap: 'excellent' },
    { tap: 'yes' },
    { text: `Số hoá hồ sơ chính sách dân tộc, tổ ${person}` },
    {
      text: `Rút thời gian tra cứu hồ sơ của ${person % 90} xã từ hai ngày xuống còn mười phút, không tốn thêm kinh phí.`,
    },
    { tap: 'grassroots' },
    ...PLAN_COMMITMENTS.map((code) => ({ tap: `plan:${code}` })),
    { tap: 'own' },
    { text: `Mỗi quý đi cơ sở ít nhất ${1 + (person % 5)} lần cùng cán bộ xã` },
    { tap: 'done' },
    { tap: 'submit' },
  ];
}

/** Answers in one registration. */
export const ANSWERS = registrationOf(0).length;
