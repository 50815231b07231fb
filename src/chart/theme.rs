//! Colors, light and dark, and the scale. Places and patterns are the layout's and the drawing's.

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
    /// Whether the background is dark.
    pub dark: bool,
}

/// Told apart by people who see red, green or blue badly, and legible on the background.
const LIGHT_TASKS: [u32; 5] = [0x0072b2, 0xd55e00, 0x009e73, 0xb5578c, 0x8a6d00];
const DARK_TASKS: [u32; 5] = [0x58a6e0, 0xf0883e, 0x3fc29a, 0xd98cb9, 0xd6b656];

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
    pub fn new(scale: f64, dark: bool) -> Theme {
        let scale = if scale.is_finite() && scale > 0.0 { scale.clamp(0.25, 8.0) } else { 1.0 };
        Theme { scale, dark }
    }

    /// So many CSS pixels as device pixels.
    pub fn px(&self, css: f64) -> f64 {
        css * self.scale
    }

    /// A hairline: one CSS pixel, and at least one device pixel.
    pub fn hairline(&self) -> f64 {
        self.scale.round().max(1.0)
    }

    /// A task's color; see [`Naming::color`](crate::trace::Naming::color).
    pub fn task(&self, place: usize) -> Color {
        Color::hex(if self.dark { DARK_TASKS } else { LIGHT_TASKS }[place % LIGHT_TASKS.len()])
    }

    /// Behind everything.
    pub fn background(&self) -> Color {
        self.pick(0xfbfaf7, 0x0e1116)
    }

    /// Text, and what belongs to no task.
    pub fn ink(&self) -> Color {
        self.pick(0x1b1f24, 0xe6edf3)
    }

    /// Text that matters less.
    pub fn muted(&self) -> Color {
        self.pick(0x5b6570, 0x9aa4af)
    }

    /// Lines of the grid.
    pub fn hair(&self) -> Color {
        self.pick(0xece8df, 0x20262e)
    }

    /// What is wrong: blocked, failed.
    pub fn bad(&self) -> Color {
        self.pick(0xb3261e, 0xff7b72)
    }

    fn pick(&self, light: u32, dark: u32) -> Color {
        Color::hex(if self.dark { dark } else { light })
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
    fn bars_stand_out_and_text_is_legible_on_both_backgrounds() {
        for dark in [false, true] {
            let theme = Theme::new(1.0, dark);
            for place in 0..LIGHT_TASKS.len() {
                assert!(
                    contrast(theme.task(place), theme.background()) >= 3.0,
                    "task color {place}, dark: {dark}"
                );
            }
            for text in [theme.ink(), theme.muted(), theme.bad()] {
                assert!(contrast(text, theme.background()) >= 4.5, "{text:?}, dark: {dark}");
            }
        }
    }

    #[test]
    fn a_scale_that_is_none_is_one() {
        assert_eq!(
            [f64::NAN, 0.0, -2.0, f64::INFINITY].map(|scale| Theme::new(scale, false).scale),
            [1.0; 4]
        );
    }
}
