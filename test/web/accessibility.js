// Plain JavaScript: these functions run in the browser, and the rest of the project must not know its types.

/** Runs in the page: visible controls and pictures that a screen reader could not name. */
export function unnamedControls() {
  const controls = document.querySelectorAll('button, a[href], input, textarea, select, [role="log"], nav, aside, img');
  return [...controls]
    .filter((element) => element.checkVisibility() && element.getAttribute('aria-hidden') !== 'true')
    .filter((element) => {
      if (element instanceof HTMLImageElement) return !element.hasAttribute('alt');
      const labels = [...(element.labels ?? [])];
      const label = labels.map((node) => node.textContent).join('');
      return `${element.getAttribute('aria-label') ?? ''}${label}${element.textContent ?? ''}`.trim() === '';
    })
    .map((element) => element.outerHTML.slice(0, 120));
}

/** Runs in the page: visible texts whose contrast is under WCAG AA (4.5, or 3 for large text). */
export function lowContrast() {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent?.trim() ?? '';
    const element = walker.currentNode.parentElement;
    if (text === '' || element === null || !element.checkVisibility({ opacityProperty: true })) continue;
    // A disabled control is exempt; what is for screen readers only has no colour to see.
    if (element.closest('.spoken, :disabled') !== null) continue;
    const style = getComputedStyle(element);
    const back = background(element);
    const ratio = contrast(over(colour(style.color), back), back);
    const size = Number.parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (isLarge ? 3 : 4.5)) found.push(`${ratio.toFixed(2)} ${element.className} ${text.slice(0, 40)}`);
  }
  return found;

  function colour(css) {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = css;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  }

  function background(element) {
    const layers = [];
    for (let at = element; at !== null; at = at.parentElement) {
      layers.push(colour(getComputedStyle(at).backgroundColor));
    }
    return layers.reduceRight((below, layer) => over(layer, below), [255, 255, 255, 1]);
  }

  function over(top, below) {
    const mix = (at) => top[at] * top[3] + below[at] * (1 - top[3]);
    return [mix(0), mix(1), mix(2), 1];
  }

  function contrast(left, right) {
    const [high, low] = [luminance(left), luminance(right)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  }

  function luminance([red, green, blue]) {
    const linear = (value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    };
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  }
}
