export function unnamedControls(): string[];
export function lowContrast(): string[];
