//! How tokens get from one scene to the next: along the arrows of the loop, with a little spring, in the time that the step is shown.
//!
//! Only between neighbors: a jump is a cut. Going back is going forward, played backwards. What it is not: a clock. Whoever draws says
//! how much of the time has passed; before and after it every token is where its scene has it. Begin with [`moves`].

use super::Who;
use super::scene::{Place, Rect, Scene, Token};

/// A point, in CSS pixels; between two scenes it may lie between pixels.
type Point = (f32, f32);

/// Whether a token comes, stays or goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transition {
    /// It appears.
    Comes,
    /// It is in both scenes.
    Stays,
    /// It vanishes.
    Goes,
}

/// The motion of one token.
#[derive(Debug, Clone, PartialEq)]
pub struct Move {
    /// Whose.
    pub who: Who,
    /// Whether it is there before and after.
    pub transition: Transition,
    /// Where its middle goes, in the order of time.
    path: Vec<Point>,
    /// Its size at the beginning and at the end.
    sizes: [(i32, i32); 2],
}

/// Where a token is while it moves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moment {
    /// Its left edge.
    pub x: f32,
    /// Its upper edge.
    pub y: f32,
    /// How wide and high it is.
    pub size: (i32, i32),
    /// How visible, from 0 to 1.
    pub visible: f32,
}

/// The longest way takes no longer than this.
const LONGEST_MS: f32 = 460.0;
/// What a token takes that stays in its place.
const SHORTEST_MS: f32 = 190.0;

/// A scene, and where in which run it is.
#[derive(Debug, Clone, Copy)]
pub struct Shot<'a> {
    /// Which run.
    pub run: u32,
    /// Which step of it.
    pub step: usize,
    /// What is seen.
    pub scene: &'a Scene,
}

/// The part of its way on which a token becomes narrow or wide.
const NARROW: f32 = 0.3;

/// What moves from one scene to another: all tokens whose place differs, if the two are neighbors, in one run and of one size.
pub fn moves(before: Shot<'_>, after: Shot<'_>) -> Vec<Move> {
    let neighbors = before.run == after.run && before.step.abs_diff(after.step) <= 1;
    if !neighbors || before.scene.rect != after.scene.rect {
        return Vec::new();
    }
    if before.step <= after.step {
        return forward(before.scene, after.scene);
    }
    let mut moves = forward(after.scene, before.scene);
    moves.iter_mut().for_each(Move::reverse);
    moves
}

fn forward(earlier: &Scene, later: &Scene) -> Vec<Move> {
    let mut moves = Vec::new();
    for token in &later.tokens {
        match earlier.token(token.who) {
            Some(before) if before.rect == token.rect => {}
            Some(before) => moves.push(between(later, before, token)),
            None => moves.push(arrival(earlier, token)),
        }
    }
    for token in earlier.tokens.iter().filter(|token| later.token(token.who).is_none()) {
        let (path, sizes) = (vec![middle(token.rect)], [size(token.rect); 2]);
        moves.push(Move { who: token.who, transition: Transition::Goes, path, sizes });
    }
    moves
}

fn between(scene: &Scene, before: &Token, after: &Token) -> Move {
    let mut path = vec![middle(before.rect)];
    path.extend(way(scene, before.place, after.place));
    path.push(middle(after.rect));
    Move {
        who: after.who,
        transition: Transition::Stays,
        path: rounded(&path),
        sizes: [size(before.rect), size(after.rect)],
    }
}

/// A token that was not there comes from whoever made it, or appears where it is.
fn arrival(earlier: &Scene, token: &Token) -> Move {
    let origin = token.origin.and_then(|origin| earlier.token(origin));
    let mut path: Vec<Point> = origin.map(|origin| middle(origin.rect)).into_iter().collect();
    path.extend(origin.into_iter().flat_map(|origin| way(earlier, origin.place, token.place)));
    path.push(middle(token.rect));
    Move { who: token.who, transition: Transition::Comes, path: rounded(&path), sizes: [size(token.rect); 2] }
}

/// The turning points of the way from one part of the stage to another: those of the arrows between them.
fn way(scene: &Scene, from: Place, to: Place) -> Vec<Point> {
    let arrow = |from, to| {
        scene.arrows.iter().find(|way| way.ends == (from, to)).map(|way| [point(way.from), point(way.to)])
    };
    if let Some(arrow) = arrow(from, to) {
        return arrow.to_vec();
    }
    match (from, to) {
        // Whoever was found, or is woken, comes to the queue past the poll.
        (Place::Waiting, Place::Queue) => {
            let (into, out) = (arrow(Place::Waiting, Place::Poll), arrow(Place::Poll, Place::Queue));
            let corner = into.zip(out).map(|(into, out)| [into[0], (out[0].0, into[1].1), out[1]]);
            corner.map(Vec::from).unwrap_or_default()
        }
        // Against the arrows: what was done is undone, or a task is called that nobody had to find.
        (Place::Waiting, Place::Stack) | (Place::Poll, Place::Waiting) | (Place::Queue, Place::Poll) => {
            arrow(to, from).map(|[start, end]| vec![end, start]).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

impl Move {
    /// How long it takes, in milliseconds, if there is as much time as it likes.
    pub fn milliseconds(&self) -> f32 {
        (SHORTEST_MS + length(&self.path) * 0.45).min(LONGEST_MS)
    }

    /// Begins where the token is now rather than where its scene had it: it had not arrived yet.
    pub fn start_from(&mut self, now: Moment) {
        let (width, height) = now.size;
        let here = (now.x + width as f32 / 2.0, now.y + height as f32 / 2.0);
        match self.path.as_mut_slice() {
            [only] => self.path = vec![here, *only],
            [first, ..] => *first = here,
            [] => {}
        }
        self.sizes[0] = now.size;
    }

    /// Where the token is after so much of the time, 0..=1.
    pub fn at(&self, progress: f32) -> Moment {
        let progress = progress.clamp(0.0, 1.0);
        let eased = spring(progress);
        let [(w1, h1), (w2, h2)] = self.sizes;
        // On its way it is as narrow as it can be: what is wide narrows at once, and widens where it arrives.
        let blend = |from: i32, to: i32| {
            let share = if to < from { eased / NARROW } else { (eased - 1.0 + NARROW) / NARROW };
            from + ((to - from) as f32 * share.clamp(0.0, 1.0)) as i32
        };
        let size = if progress >= 1.0 { (w2, h2) } else { (blend(w1, w2), blend(h1, h2)) };
        let (x, y) = along(&self.path, eased);
        let visible = match self.transition {
            Transition::Stays => 1.0,
            Transition::Comes => (progress * 2.5).min(1.0),
            Transition::Goes => 1.0 - progress,
        };
        Moment { x: x - size.0 as f32 / 2.0, y: y - size.1 as f32 / 2.0, size, visible }
    }

    fn reverse(&mut self) {
        self.path.reverse();
        self.sizes.reverse();
        self.transition = match self.transition {
            Transition::Comes => Transition::Goes,
            Transition::Stays => Transition::Stays,
            Transition::Goes => Transition::Comes,
        };
    }
}

/// A spring that is let go: fast at first, a little too far, and then exactly there.
fn spring(progress: f32) -> f32 {
    const OVERSHOOT: f32 = 0.9;
    let left = progress - 1.0;
    1.0 + (OVERSHOOT + 1.0) * left * left * left + OVERSHOOT * left * left
}

fn point((x, y): (i32, i32)) -> Point {
    (x as f32, y as f32)
}

fn middle(rect: Rect) -> Point {
    (rect.x as f32 + rect.width as f32 / 2.0, rect.y as f32 + rect.height as f32 / 2.0)
}

fn size(rect: Rect) -> (i32, i32) {
    (rect.width, rect.height)
}

fn distance(a: Point, b: Point) -> f32 {
    ((b.0 - a.0) * (b.0 - a.0) + (b.1 - a.1) * (b.1 - a.1)).sqrt()
}

fn length(path: &[Point]) -> f32 {
    path.windows(2).map(|pair| distance(pair[0], pair[1])).sum()
}

fn toward(a: Point, b: Point, share: f32) -> Point {
    (a.0 + (b.0 - a.0) * share, a.1 + (b.1 - a.1) * share)
}

/// The same path with its corners cut twice, so that nothing turns on the spot.
fn rounded(path: &[Point]) -> Vec<Point> {
    /// Nothing is cut further from its corner.
    const RADIUS: f32 = 26.0;
    let mut path = path.to_vec();
    for radius in [RADIUS, RADIUS / 3.0] {
        let [first, .., last] = path.as_slice() else { break };
        let mut cut = vec![*first];
        for corner in path.windows(3) {
            for other in [corner[0], corner[2]] {
                let whole = distance(corner[1], other);
                let share = if whole > 0.0 { (radius / whole).min(0.45) } else { 0.0 };
                cut.push(toward(corner[1], other, share));
            }
        }
        cut.push(*last);
        path = cut;
    }
    path
}

/// The point at a share of a path's length. A share above one goes on in the last direction, but only a few pixels.
fn along(path: &[Point], share: f32) -> Point {
    const FARTHEST: f32 = 4.0;
    let Some((&first, &last)) = path.first().zip(path.last()) else { return (0.0, 0.0) };
    let whole = length(path);
    if whole <= 0.0 || share <= 0.0 {
        return first;
    }
    if share >= 1.0 {
        let beyond = ((share - 1.0) * whole).min(FARTHEST);
        let before = path[path.len() - 2];
        let end = distance(before, last).max(0.001);
        return toward(before, last, 1.0 + beyond / end);
    }
    let mut left = share * whole;
    for pair in path.windows(2) {
        let piece = distance(pair[0], pair[1]);
        if left <= piece {
            return toward(pair[0], pair[1], if piece > 0.0 { left / piece } else { 0.0 });
        }
        left -= piece;
    }
    last
}

#[cfg(test)]
mod tests;
