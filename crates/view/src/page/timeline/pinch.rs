//! Fingers on the timeline: two of them hold two moments, and zoom and move by that.

/// The fingers that touch, at most two of which count.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Fingers {
    /// The pointer's number and place of each, in CSS pixels.
    known: Vec<(i32, (f64, f64))>,
}

/// What two fingers did since they were heard of last.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pinch {
    /// How many times as long the part in view is to become.
    pub factor: f64,
    /// Where the middle between them is now, from the left.
    pub middle: f64,
    /// How far that has moved, to the right and down.
    pub moved: (f64, f64),
}

/// Fingers that are closer than this cannot be told apart.
const CLOSEST: f64 = 8.0;

impl Fingers {
    /// A finger touches.
    pub fn down(&mut self, finger: i32, place: (f64, f64)) {
        self.up(finger);
        self.known.push((finger, place));
    }

    /// A finger lets go.
    pub fn up(&mut self, finger: i32) {
        self.known.retain(|(known, _)| *known != finger);
    }

    /// Whether there are two.
    pub fn pinch(&self) -> bool {
        self.known.len() >= 2
    }

    /// A finger moves. None unless there are two, and it is one of them.
    pub fn moved(&mut self, finger: i32, place: (f64, f64)) -> Option<Pinch> {
        let before = self.pair();
        self.known.iter_mut().find(|(known, _)| *known == finger)?.1 = place;
        let (before, now) = (before?, self.pair()?);
        let apart = |pair: [(f64, f64); 2]| (pair[0].0 - pair[1].0).abs().max(CLOSEST);
        let middle = |pair: [(f64, f64); 2]| ((pair[0].0 + pair[1].0) / 2.0, (pair[0].1 + pair[1].1) / 2.0);
        let ((x, y), (x_before, y_before)) = (middle(now), middle(before));
        Some(Pinch { factor: apart(before) / apart(now), middle: x, moved: (x - x_before, y - y_before) })
    }

    fn pair(&self) -> Option<[(f64, f64); 2]> {
        let [(_, one), (_, other), ..] = self.known[..] else { return None };
        Some([one, other])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingers_that_part_zoom_in_around_their_middle() {
        let mut fingers = Fingers::default();
        fingers.down(1, (100.0, 50.0));
        assert_eq!(fingers.moved(1, (110.0, 50.0)), None);
        fingers.down(2, (210.0, 50.0));
        // From 100 to 200 pixels apart: half as much in view. The middle goes from 160 to 210.
        let pinch = fingers.moved(2, (310.0, 50.0)).expect("two fingers");
        assert_eq!(pinch, Pinch { factor: 0.5, middle: 210.0, moved: (50.0, 0.0) });
        fingers.up(1);
        assert!(!fingers.pinch());
    }

    #[test]
    fn fingers_that_meet_do_not_divide_by_nothing() {
        let mut fingers = Fingers::default();
        fingers.down(1, (100.0, 0.0));
        fingers.down(2, (100.0, 0.0));
        let pinch = fingers.moved(2, (100.0, 10.0)).expect("two fingers");
        assert_eq!((pinch.factor, pinch.moved), (1.0, (0.0, 5.0)));
    }
}
