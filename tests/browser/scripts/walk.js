// Goes through a run from end to end and back, in one section of the page, as somebody would who presses its buttons; what is
// seen at a step on the way back must be what was seen there on the way forth. Returns what is wrong, and how many steps there
// are.
const part = (testid) => section.querySelector(`[data-testid="${testid}"]`);
const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
const text = (selector) => [...section.querySelectorAll(selector)].map((element) => element.textContent);
const step = () => Number(part("step").textContent);

// What a person can see of a moment, in words.
const seen = () =>
  JSON.stringify({
    step: step(),
    time: text(".transport__time"),
    console: text(".console__text, .console__traceback"),
    line: text(".line--running .line__number"),
    marks: [...section.querySelectorAll(".line__gutter")].map((gutter) => gutter.innerHTML),
    // Those who stand on it in any order: where each stands is not the order of its elements.
    stage: [...section.querySelectorAll("[data-testid=stage] *")]
      .filter((element) => element.children.length === 0)
      .map((element) => element.textContent)
      .sort(),
    why: text("[data-testid=why]"),
  });

// Elements follow a moment later; those that are drawn, with the next frames.
const tick = () => new Promise((done) => setTimeout(done));
async function until(holds) {
  for (let tries = 0; tries < 120; tries += 1) {
    if (holds()) return true;
    await (tries < 10 ? tick() : frame());
  }
  return false;
}

// By the slider.
function jump(to) {
  const scrub = part("scrub");
  scrub.value = String(to);
  scrub.dispatchEvent(new Event("input"));
}

// How many steps are walked from each end, of a run that is long.
const ON_FOOT = 150;

async function walk() {
  const count = Number(part("step-count").textContent);
  if (part("play").getAttribute("aria-pressed") === "true") part("play").click();
  await frame();
  const opened = step();
  const fresh = seen();
  part("step-last").click();
  if (!(await until(() => step() === count))) return `the end is not reached: ${step()} of ${count}`;
  jump(opened);
  if (!(await until(() => seen() === fresh))) return `step ${opened} after the end:\n${seen()}\nand when it was opened:\n${fresh}`;
  part("step-first").click();
  if (!(await until(() => step() === 0))) return "the start is not reached";
  await frame();
  const start = seen();
  if (opened === 0 && start !== fresh) return `the start:\n${start}\nand when it was opened:\n${fresh}`;
  const known = new Map([[0, start]]);
  const stride = Math.max(1, Math.floor(Math.min(count, 2 * ON_FOOT) / 12));
  while (step() < count) {
    if (step() === ON_FOOT && count > 2 * ON_FOOT) {
      jump(count - ON_FOOT);
      if (!(await until(() => step() === count - ON_FOOT))) return `no jump to ${count - ON_FOOT}`;
    }
    const before = step();
    part("step-forward").click();
    if (!(await until(() => step() === before + 1))) return `no step forward from ${before}`;
    if (step() % stride === 0) {
      await frame();
      known.set(step(), seen());
    }
  }
  while (step() > 0) {
    if (step() === count - ON_FOOT && count > 2 * ON_FOOT) {
      jump(ON_FOOT);
      if (!(await until(() => step() === ON_FOOT))) return `no jump to ${ON_FOOT}`;
    }
    const before = step();
    part("step-back").click();
    if (!(await until(() => step() === before - 1))) return `no step back from ${before}`;
    const expected = known.get(step());
    if (expected && !(await until(() => seen() === expected))) return `going back:\n${seen()}\nand going forth:\n${expected}`;
  }
  return null;
}

const wrong = await walk();
return { wrong, steps: Number(part("step-count").textContent) };
