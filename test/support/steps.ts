import { startProposal, submitProposal, writeProposal } from '../../src/app/exemplar.ts';
import { openDraft, submit } from '../../src/app/registration.ts';
import type { Target } from '../../src/domain/plan.ts';
import { EMPTY_CONTENT, type PledgeContent } from '../../src/domain/pledge.ts';
import { BALLOT_WAYS } from './ballot-steps.ts';
import { COUNT_WAYS } from './count-steps.ts';
import { ELECTION_WAYS } from './election-steps.ts';
import { CAST, type Office } from './office.ts';
import type { Phone } from './phone.ts';
import { openRound } from './reporting.ts';
import { REVIEW_WAYS } from './review-steps.ts';

/** What somebody does to come to a step: a typed text, or a choice in square brackets. */
interface Way {
  readonly who: string;
  readonly does: readonly string[];
  /** What must be true before. */
  readonly before?: (office: Office) => void | Promise<void>;
}

const { staff, head, secretary } = CAST;

/** A complete pledge for the title that everybody can reach. */
export const PLAIN_CONTENT: PledgeContent = {
  ...EMPTY_CONTENT,
  titles: ['advanced_worker'],
  grade: 'good',
  commitments: [{ code: null, text: 'Hoàn thành tốt nhiệm vụ được giao' }],
};

/** Submits a pledge without talking. */
export function submitFor(office: Office, code: string, content: PledgeContent = PLAIN_CONTENT): number {
  return office.work((work) => {
    const person = office.person(code);
    const opened = openDraft(work, person, 'individual', content);
    const submitted = submit(work, person, 'individual');
    if (!opened.ok || !submitted.ok) throw new Error('the pledge of a test was refused');
    return opened.value.pledgeId;
  });
}

/** Imports the plan of the year before, and a pledge of that year. */
function lastYear(office: Office): void {
  office.work(({ store, now }) => {
    const before = store.campaigns.savePlan({ ...office.plan, year: office.plan.year - 1 }, now);
    const { id: memberId, divisionId } = office.person(staff);
    const draft = PLAIN_CONTENT;
    const id = store.pledges.create({ campaignId: before.id, kind: 'individual', memberId, divisionId, draft, now });
    const pledge = store.pledges.byId(id);
    if (pledge !== null) store.pledges.saveVersion(pledge, draft, memberId, now);
    store.campaigns.savePlan(office.plan, now);
  });
}

const titles = ['/dangky'];
const awards = [...titles, '[Lao động tiên tiến]', '[Xong]'];
const grade = [...awards, '[Không đăng ký]'];
const initiative = [...grade, '[Hoàn thành tốt]'];
const initiativeName = [...initiative, '[Có, ]'];
const commitments = [...initiative, '[Không đăng ký]'];
const review = [...commitments, '[kỷ cương]', '[Xong]'];
const summary = [...initiativeName, 'Số hóa hồ sơ người có uy tín'];
const submitted = (office: Office) => void submitFor(office, staff);
const submittedTwice = (office: Office) => {
  for (const code of [staff, CAST.colleague]) {
    const pledgeId = submitFor(office, code);
    office.work(({ store, now }) => store.pledges.setState(pledgeId, 'endorsed', now));
  }
};

const historyFile = ['/quanly', '[Kết quả và chỉ số]', '[Nhập kết quả các năm]'];
const exemplarHome = ['/nhantomoi'];
const exemplarKind = [...exemplarHome, '[Đề xuất mới]'];
const exemplarSubject = [...exemplarKind, '[Điển hình tiên tiến]'];
const exemplarSummary = [...exemplarSubject, '[Cá nhân trong cơ quan]', CAST.colleague];
const exemplarMovement = [...exemplarSummary, 'Đến từng bản hằng tuần', 'Giải quyết 40 hồ sơ'];
const exemplarReview = [...exemplarMovement, '[Không gắn]', '[Không có]'];
const exemplarDesk = ['/nhantomoi', '[Danh sách của cơ quan]'];
const exemplarShelf = [...exemplarDesk, '[Chờ xét]'];
const exemplarCard = [...exemplarShelf, '[Điển hình tiên tiến]'];

/** Proposes a colleague without talking. */
export function propose(office: Office, by: string = staff, subject: string = CAST.colleague): number {
  return office.work((work) => {
    const proposer = office.person(by);
    const started = startProposal(work, proposer);
    const id = started.ok ? started.value : 0;
    const written = writeProposal(work, proposer, id, {
      kind: 'exemplar',
      subject: { of: 'person', memberId: office.person(subject).id },
      summary: 'Đến từng bản hằng tuần',
      results: 'Giải quyết 40 hồ sơ',
    });
    if (!written.ok || !submitProposal(work, proposer, id).ok) throw new Error('the proposal of a test was refused');
    return id;
  });
}
const proposed = (office: Office): void => void propose(office);

/** Weeks before dossiers are due, for somebody who writes one. */
function dossierDue(office: Office): void {
  submitFor(office, staff, { ...PLAIN_CONTENT, awards: ['commendation_letter'] });
  office.clock.set('2022-11-16 08:30');
}

const leaveWhose = ['/quanly', '[Cán bộ]', '[Nghỉ phép của cán bộ]'];

const indicators = ['/quanly', '[Kết quả và chỉ số]', '[Chỉ số của cơ quan]'];
const indicatorRound = [...indicators, '[Xem tiếp]', '[nhiệm vụ do UBND tỉnh giao]'];

/** The digest of the week in which most tests begin. */
export function digestSent({ bot }: Office): void {
  bot.tick.run();
}

/** A plan whose first target every division has to reach. */
export function divisionTarget(office: Office): void {
  const [first] = office.plan.targets;
  if (first === undefined) throw new Error('a plan without targets');
  const added: Target = {
    ...first,
    code: 'phong-hoan-thanh',
    horizon: 'year',
    from: office.plan.year,
    to: office.plan.year,
    subject: 'collective',
    text: 'Tập thể hoàn thành 100% nhiệm vụ.',
    measure: { of: 'indicator', code: 'division_tasks' },
    comparator: '>=',
    figure: 100,
    unit: 'percent',
    denominator: { base: 'assigned_tasks', stated: true },
  };
  office.work(({ store, now }) =>
    store.campaigns.savePlan({ ...office.plan, targets: [added, ...office.plan.targets] }, now),
  );
}

const results = ['/quanly', '[Kết quả và chỉ số]', '[Kết quả các năm]'];
const resultList = [...results, '[Cá nhân]', staff];
const resultYear = [...resultList, '[Ghi kết quả mới]'];
const resultAuthority = [...resultYear, '2021', '[Lao động tiên tiến]', '15/QĐ-BDT', '20/12/2021'];

/** A way to every step of every dialogue of linked people. */
export const WAYS: Readonly<Record<string, Way>> = {
  'menu.pick': { who: staff, does: ['xin chào'] },
  'register.whose': { who: head, does: ['/dangky'] },
  'register.resume': { who: staff, does: [...awards, '/huy', '/dangky'] },
  'register.standing': { who: staff, does: ['/dangky'], before: submitted },
  'register.withdraw': { who: staff, does: ['/dangky', '[Rút]'], before: submitted },
  'register.copy': { who: staff, does: ['/dangky'], before: lastYear },
  'register.titles': { who: staff, does: titles },
  'register.missing_titles': { who: staff, does: [...titles, '[thi đua cơ sở]', '[Xong]'] },
  'register.awards': { who: staff, does: awards },
  'register.grade': { who: staff, does: grade },
  'register.initiative': { who: staff, does: initiative },
  'register.initiative_name': { who: staff, does: initiativeName },
  'register.initiative_summary': { who: staff, does: summary },
  'register.initiative_level': { who: staff, does: [...summary, 'Giảm thời gian rà soát'] },
  'register.commitments': { who: staff, does: commitments },
  'register.own_commitment': { who: staff, does: [...commitments, '[Viết]'] },
  'register.review': { who: staff, does: review },
  'approvals.list': { who: head, does: ['/pheduyet'], before: submitted },
  'approvals.card': { who: head, does: ['/pheduyet', '[Cao Thị Yến Nhi]'], before: submitted },
  'approvals.reason': { who: head, does: ['/pheduyet', '[Cao Thị Yến Nhi]', '[Trả lại]'], before: submitted },
  'approvals.accept_all': { who: secretary, does: ['/pheduyet', '[Tiếp nhận cả]'], before: submittedTwice },
  ...REVIEW_WAYS,
  ...BALLOT_WAYS,
  ...ELECTION_WAYS,
  ...COUNT_WAYS,
  'exemplar.home': { who: staff, does: exemplarHome },
  'exemplar.kind': { who: staff, does: exemplarKind },
  'exemplar.subject': { who: staff, does: exemplarSubject },
  'exemplar.subject_person': { who: staff, does: [...exemplarSubject, '[Cá nhân trong cơ quan]'] },
  'exemplar.subject_division': { who: staff, does: [...exemplarSubject, '[Tập thể trong cơ quan]'] },
  'exemplar.subject_name': { who: staff, does: [...exemplarSubject, '[khác]'] },
  'exemplar.summary': { who: staff, does: exemplarSummary },
  'exemplar.results': { who: staff, does: [...exemplarSummary, 'Đến từng bản hằng tuần'] },
  'exemplar.movement': { who: staff, does: exemplarMovement },
  'exemplar.link': { who: staff, does: [...exemplarMovement, '[Không gắn]'] },
  'exemplar.review': { who: staff, does: exemplarReview },
  'exemplar.own': { who: staff, does: [...exemplarHome, '[Chờ xét]'], before: proposed },
  'exemplar.withdraw': { who: staff, does: [...exemplarHome, '[Chờ xét]', '[Rút]'], before: proposed },
  'exemplar.desk': { who: secretary, does: exemplarDesk, before: proposed },
  'exemplar.shelf': { who: secretary, does: exemplarShelf, before: proposed },
  'exemplar.card': { who: secretary, does: exemplarCard, before: proposed },
  'exemplar.reason': { who: secretary, does: [...exemplarCard, '[Trả lại]'], before: proposed },
  'reports.home': { who: secretary, does: ['/baocao'] },
  'reports.next': { who: secretary, does: ['/baocao', '[Xem trước]'] },
  'reports.weeks': { who: secretary, does: ['/baocao', '[các tuần trước]'], before: digestSent },
  'reports.week': { who: secretary, does: ['/baocao', '[gần nhất]'], before: digestSent },
  'reports.resend': { who: secretary, does: ['/baocao', '[gần nhất]', '[Gửi lại]'], before: digestSent },
  'reports.divisions': { who: secretary, does: ['/baocao', '[từng phòng]'] },
  'reports.division': { who: secretary, does: ['/baocao', '[từng phòng]', '[Phòng Chính sách]'] },
  'reports.charts': { who: secretary, does: ['/baocao', '[Hình biểu đồ]'] },
  'reports.history': { who: secretary, does: ['/baocao', '[nhiều năm]'] },
  'manage.menu': { who: secretary, does: ['/quanly'] },
  'manage.section': { who: secretary, does: ['/quanly', '[Đăng ký]'] },
  'manage.staff_file': { who: secretary, does: ['/quanly', '[Cán bộ]', '[Cập nhật danh sách]'] },
  'manage.staff_reading': { who: secretary, does: ['/quanly', '[Cán bộ]', '[Cập nhật danh sách]', '{hanging}'] },
  'manage.staff_preview': { who: secretary, does: ['/quanly', '[Cán bộ]', '[Cập nhật danh sách]', '{staff.csv}'] },
  'exports.kind': { who: secretary, does: ['/xuatdulieu'] },
  'exports.variant': {
    who: secretary,
    does: ['/xuatdulieu review'],
    before: (office) => void openRound(office, 'preliminary'),
  },
  'manage.history_file': { who: secretary, does: historyFile },
  'manage.history_reading': { who: secretary, does: [...historyFile, '{hanging}'] },
  'manage.history_preview': { who: secretary, does: [...historyFile, '{history.csv}'] },
  'manage.invites': { who: secretary, does: ['/quanly', '[Cán bộ]', '[Cấp mã]'] },
  'manage.leave_whose': { who: secretary, does: leaveWhose },
  'manage.leave': { who: secretary, does: [...leaveWhose, staff] },
  'manage.leave_from': { who: secretary, does: [...leaveWhose, staff, '[Thêm]'] },
  'manage.leave_to': { who: secretary, does: [...leaveWhose, staff, '[Thêm]', 'mai'] },
  'manage.late': { who: secretary, does: ['/quanly', '[Đăng ký]', '[muộn]'] },
  'manage.late_whose': { who: secretary, does: ['/quanly', '[Đăng ký]', '[muộn]', head] },
  'manage.late_reason': { who: secretary, does: ['/quanly', '[Đăng ký]', '[muộn]', staff] },
  'manage.audit': { who: secretary, does: ['/quanly', '[Nhật ký]', '[Xem nhật ký]'] },
  'manage.audit_person': { who: secretary, does: ['/quanly', '[Nhật ký]', '[Xem nhật ký]', '[Lọc theo người]'] },
  'manage.audit_kind': { who: secretary, does: ['/quanly', '[Nhật ký]', '[Xem nhật ký]', '[Lọc theo nhóm]'] },
  'manage.group': { who: secretary, does: ['/quanly', '[Gửi tin]', '[Nhóm nhận bản tin]'] },
  'reminder.when': { who: staff, does: ['/nhaclai'] },
  'reminder.declare': { who: staff, does: ['/nhaclai xong'], before: dossierDue },
  'manage.indicators': { who: secretary, does: indicators },
  'manage.indicator_division': {
    who: secretary,
    does: [...indicators, '[Tập thể hoàn thành]'],
    before: divisionTarget,
  },
  'manage.indicator_round': { who: secretary, does: indicatorRound },
  'manage.indicator_date': { who: secretary, does: [...indicatorRound, '[Ngày khác]'] },
  'manage.indicator_value': { who: secretary, does: [...indicatorRound, '[Hôm nay]'] },
  'manage.indicator_source': { who: secretary, does: [...indicatorRound, '[Hôm nay]', '16, 15, 14'] },
  'manage.indicator_note': { who: secretary, does: [...indicatorRound, '[Hôm nay]', '16, 15, 14', '[Bỏ qua]'] },
  'reminders.list': { who: secretary, does: ['/nhacviec'] },
  'reminders.one': { who: secretary, does: ['/nhacviec', '1'] },
  'reminders.move': { who: secretary, does: ['/nhacviec', '1', '[Dời]'] },
  'reminders.cancel': { who: secretary, does: ['/nhacviec', '1', '[Hủy]'] },
  'reminders.new_text': { who: secretary, does: ['/nhacviec', '[Tạo]'] },
  'reminders.new_whom': { who: secretary, does: ['/nhacviec', '[Tạo]', 'Họp Hội đồng'] },
  'reminders.new_when': { who: secretary, does: ['/nhacviec', '[Tạo]', 'Họp Hội đồng', '[Toàn thể]'] },
  'reminders.new_confirm': {
    who: secretary,
    does: ['/nhacviec', '[Tạo]', 'Họp Hội đồng', '[Toàn thể]', '08:00 25/02/2022'],
  },
  'reminders.now': { who: secretary, does: ['/nhacviec', '[Nhắc ngay]'] },
  'reminders.now_confirm': { who: secretary, does: ['/nhacviec', '[Nhắc ngay]', '[bản đăng ký]'] },
  'manage.results': { who: secretary, does: results },
  'manage.result_person': { who: secretary, does: [...results, '[Cá nhân]'] },
  'manage.result_division': { who: secretary, does: [...results, '[Tập thể phòng]'] },
  'manage.result_list': { who: secretary, does: resultList },
  'manage.result_cancel': { who: secretary, does: [...resultAuthority, 'Trưởng ban', '[2021]'] },
  'manage.result_year': { who: secretary, does: resultYear },
  'manage.result_what': { who: secretary, does: [...resultYear, '2021'] },
  'manage.result_name': { who: secretary, does: [...resultYear, '2021', '[Sáng kiến cấp tỉnh]'] },
  'manage.result_number': { who: secretary, does: [...resultYear, '2021', '[Lao động tiên tiến]'] },
  'manage.result_date': { who: secretary, does: [...resultYear, '2021', '[Lao động tiên tiến]', '15/QĐ-BDT'] },
  'manage.result_authority': { who: secretary, does: resultAuthority },
  'manage.leavers': { who: secretary, does: ['/quanly', '[Cán bộ]', '[Cán bộ đã nghỉ]'] },
  'manage.leaver_confirm': {
    who: secretary,
    does: ['/quanly', '[Cán bộ]', '[Cán bộ đã nghỉ]', CAST.otherStaff],
    before: (office) => office.change(CAST.otherStaff, { active: false }),
  },
  'settings.menu': { who: staff, does: ['/caidat'] },
  'settings.quiet': { who: staff, does: ['/caidat', '[Giờ yên lặng]'] },
  'settings.messages': { who: head, does: ['/caidat', '[Tin nhắn nhận được]'] },
  'settings.leave': { who: staff, does: ['/caidat', '[Nghỉ phép]'] },
  'settings.leave_from': { who: staff, does: ['/caidat', '[Nghỉ phép]', '[Thêm]'] },
  'settings.leave_to': { who: staff, does: ['/caidat', '[Nghỉ phép]', '[Thêm]', '1/3'] },
  'settings.language': { who: staff, does: ['/caidat', '[Ngôn ngữ]'] },
  'settings.preferred': {
    who: staff,
    does: ['/caidat', '[nơi nhận tin]'],
    before: (office) => office.link(staff, 'local-text'),
  },
  'settings.data': { who: staff, does: ['/caidat', '[Dữ liệu của tôi]'] },
  'settings.unlink': { who: staff, does: ['/caidat', '[Hủy liên kết]'] },
};

/** Leads somebody to a step. */
export async function goTo(phone: Phone, step: string): Promise<Way> {
  const way = WAYS[step];
  if (way === undefined) throw new Error(`no way to ${step}`);
  phone.link(way.who);
  await way.before?.(phone.office);
  for (const deed of way.does) await doIt(phone, way.who, deed);
  return way;
}

async function doIt(phone: Phone, who: string, deed: string): Promise<void> {
  if (deed.startsWith('[')) await phone.choose(who, deed.slice(1, -1));
  else if (deed === '{staff.csv}') await sendStaffList(phone.office, who);
  else if (deed === '{history.csv}') await sendHistoryList(phone.office, who);
  else if (deed === '{hanging}') await hang(phone.office, who);
  else await phone.type(who, deed);
}

/** Sends a staff list with one new person. */
export async function sendStaffList(office: Office, who: string): Promise<void> {
  await sendFile(office, who, 'Mã cán bộ,Họ và tên,Phòng,Chức vụ\nCB900,Lâm Thị Mới,Văn phòng,Chuyên viên\n');
}

async function sendHistoryList(office: Office, who: string): Promise<void> {
  const header = 'Mã,Năm,Kết quả,Số quyết định,Ngày quyết định,Cơ quan ban hành';
  await sendFile(office, who, `${header}\n${staff},2021,LĐTT,15/QĐ-BDT,15/12/2021,Trưởng ban\n`);
}

async function sendFile(office: Office, who: string, csv: string): Promise<void> {
  const body = { kind: 'file', name: 'staff.csv', mime: 'text/csv', bytes: new TextEncoder().encode(csv) } as const;
  office.rich.hub.post({ clientId: `file-${who}-${office.clock.now()}`, personId: who, displayName: who, body });
  await office.bot.settled();
}

// The job runner is at rest, so the list stays unread.
async function hang(office: Office, who: string): Promise<void> {
  await office.bot.jobs.stop();
  await sendStaffListWithoutJobs(office, who);
}

async function sendStaffListWithoutJobs(office: Office, who: string): Promise<void> {
  const body = { kind: 'file', name: 'staff.csv', mime: 'text/csv', bytes: new Uint8Array([1]) } as const;
  office.rich.hub.post({ clientId: `hang-${who}`, personId: who, displayName: who, body });
  await Promise.all(office.bot.senders.map((sender) => sender.idle()));
}
