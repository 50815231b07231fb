//! Colors and the scale. Places and patterns are the layout's and the drawing's.

use trace::naming::COLORS;

/// A color, not premultiplied.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Color {
    /// Red, green and blue.
    pub rgb: (u8, u8, u8),
    /// From 0, invisible, to 1.
    pub alpha: f64,
}

/// How charts look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Theme {
    /// How many device pixels a CSS pixel has.
    pub scale: f64,
    /// Its colors.
    pub palette: Palette,
}

/// Colors that go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Palette {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// Black on white, and nothing pale: for bad projectors, and for eyes that need it.
    Contrast,
}

impl Palette {
    /// All of them.
    pub const ALL: [Palette; 3] = [Palette::Light, Palette::Dark, Palette::Contrast];
}

/// How much of a lane's color lies on the ground of what waits.
pub const TINT: f64 = 0.3;
/// How much is left of everything that comes after the moment that is looked at.
pub const FUTURE: f64 = 0.6;

/// By palette the eight hues, and that of the first task, which is none. Dark enough, or light enough, to be seen even where only
/// [`FUTURE`] is left of them, and told apart by people who see red, green or blue badly: both are tested below.
const TASKS: [[u32; COLORS]; 3] = [
    [0x0048c6, 0x9c2a00, 0x006000, 0xc600a2, 0x543c18, 0x7800fc, 0x064842, 0xde003c, 0x424860],
    [0x7890fc, 0xf67236, 0x90d26c, 0xf6a8f0, 0xcccc00, 0xba84d8, 0x72d2c6, 0xd88484, 0x849cb4],
    [0x0048f0, 0x601e00, 0x3c542a, 0x9c1ea8, 0x724800, 0x3c00a8, 0x0c5a72, 0xc00040, 0x183648],
];

impl Color {
    /// From `0xrrggbb`.
    pub const fn hex(value: u32) -> Color {
        Color { rgb: ((value >> 16) as u8, (value >> 8) as u8, value as u8), alpha: 1.0 }
    }

    /// The same color, this much of it.
    pub fn with_alpha(self, alpha: f64) -> Color {
        Color { alpha, ..self }
    }
}

impl Theme {
    /// A theme; a scale that is no sensible number is 1.
    pub fn new(scale: f64, palette: Palette) -> Theme {
        let scale = if scale.is_finite() && scale > 0.0 { scale.clamp(0.25, 8.0) } else { 1.0 };
        Theme { scale, palette }
    }

    /// So many CSS pixels as device pixels.
    pub fn px(&self, css: f64) -> f64 {
        css * self.scale
    }

    /// A hairline: one CSS pixel, and at least one device pixel.
    pub fn hairline(&self) -> f64 {
        self.scale.round().max(1.0)
    }

    /// A task's color; see [`Naming::color`](trace::Naming::color).
    pub fn task(&self, place: usize) -> Color {
        Color::hex(TASKS[self.palette as usize][place % COLORS])
    }

    /// So much of a color, from 0 to 1, as a ground for what is drawn over it; more where nothing may be pale.
    pub fn ground(&self, color: Color, part: f64) -> Color {
        let part = if self.palette == Palette::Contrast { (part * 2.0).min(1.0) } else { part };
        color.with_alpha(part)
    }

    /// Behind everything.
    pub fn background(&self) -> Color {
        self.pick([0xfbfaf7, 0x0e1116, 0xffffff])
    }

    /// Text, and what belongs to no task.
    pub fn ink(&self) -> Color {
        self.pick([0x1b1f24, 0xe6edf3, 0x000000])
    }

    /// Text that matters less.
    pub fn muted(&self) -> Color {
        self.pick([0x5b6570, 0x9aa4af, 0x1f252b])
    }

    /// Lines of the grid.
    pub fn hair(&self) -> Color {
        self.pick([0xece8df, 0x20262e, 0x8a929a])
    }

    /// What is wrong: blocked, failed.
    pub fn bad(&self) -> Color {
        self.pick([0xab1f18, 0xff7b72, 0xa00012])
    }

    /// The color of this palette among those of all.
    fn pick(&self, colors: [u32; 3]) -> Color {
        Color::hex(colors[self.palette as usize])
    }
}

#[cfg(test)]
mod tests;
