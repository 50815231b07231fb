//! Colors and the scale. Places and patterns are the layout's and the drawing's.

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

/// Told apart by people who see red, green or blue badly, and legible on the background; by palette.
const TASKS: [[u32; 5]; 3] = [
    [0x0072b2, 0xd55e00, 0x009e73, 0xb5578c, 0x8a6d00],
    [0x58a6e0, 0xf0883e, 0x3fc29a, 0xd98cb9, 0xd6b656],
    [0x004f86, 0xa33a00, 0x00563a, 0x8a1f63, 0x5c4700],
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
        let tasks = TASKS[self.palette as usize];
        Color::hex(tasks[place % tasks.len()])
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
        self.pick([0xb3261e, 0xff7b72, 0xa00012])
    }

    /// The color of this palette among those of all.
    fn pick(&self, colors: [u32; 3]) -> Color {
        Color::hex(colors[self.palette as usize])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The contrast of two colors, as the Web Content Accessibility Guidelines compute it.
    fn contrast(one: Color, other: Color) -> f64 {
        let luminance = |color: Color| {
            let linear = |channel: u8| {
                let value = f64::from(channel) / 255.0;
                if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
            };
            let (red, green, blue) = color.rgb;
            0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
        };
        let (light, dark) = (luminance(one).max(luminance(other)), luminance(one).min(luminance(other)));
        (light + 0.05) / (dark + 0.05)
    }

    #[test]
    fn bars_stand_out_and_text_is_legible_in_every_palette() {
        for palette in Palette::ALL {
            let theme = Theme::new(1.0, palette);
            let (bar, text) = if palette == Palette::Contrast { (6.0, 7.0) } else { (3.0, 4.5) };
            for place in 0..TASKS[0].len() {
                let seen = contrast(theme.task(place), theme.background());
                assert!(seen >= bar, "task color {place}, {palette:?}: {seen}");
            }
            for color in [theme.ink(), theme.muted(), theme.bad()] {
                let seen = contrast(color, theme.background());
                assert!(seen >= text, "{color:?}, {palette:?}: {seen}");
            }
        }
    }

    #[test]
    fn a_scale_that_is_none_is_one() {
        assert_eq!(
            [f64::NAN, 0.0, -2.0, f64::INFINITY].map(|scale| Theme::new(scale, Palette::Light).scale),
            [1.0; 4]
        );
    }
}
