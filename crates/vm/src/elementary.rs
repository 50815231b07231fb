//! Powers, logarithms and angles: the functions of floats that no processor rounds by rule.
//!
//! The host's C library and WebAssembly's differ in the last digit of one result in twenty, which a program prints: `10.0 ** -5` was
//! `1.0000000000000001e-05` in the page. Here they are worked out with twice the digits ([`double`]) and rounded once, which
//! gives the same bits everywhere, and those that CPython prints on Linux but for about two results in a thousand: glibc's are
//! not rounded by rule either, only nearly.
//!
//! What `libm` already gives as well as that stays with it, and so does what lies at the ends of the range.

mod double;

use double::Double;

/// ln 2, in three floats.
const LN_2: [f64; 3] = [std::f64::consts::LN_2, 2.3190468138462996e-17, 5.707708438416212e-34];
/// π / 2, in three floats.
const HALF_PI: [f64; 3] = [std::f64::consts::FRAC_PI_2, 6.123233995736766e-17, -1.4973849048591698e-33];
/// Angles up to here are reduced with the digits of [`HALF_PI`].
const LARGEST_ANGLE: f64 = 1e6;

/// `e ** x`
pub fn exp(x: f64) -> f64 {
    if x.abs() < 1e-20 || !(-745.0..709.7).contains(&x) { libm::exp(x) } else { exponential(x.into()) }
}

/// The natural logarithm.
pub fn log(x: f64) -> f64 {
    if x > 0.0 && x.is_finite() { logarithm(x).rounded() } else { libm::log(x) }
}

/// The logarithm to the base of ten, as glibc has it: that of the exponent in two parts, and that of what is left.
pub fn log10(x: f64) -> f64 {
    const OF_2: [f64; 2] = [3.010_299_956_636_117_7e-1, 3.694_239_077_158_931e-13];
    if x <= 0.0 || !x.is_finite() {
        return libm::log10(x);
    }
    let exponent = libm::ilogb(x);
    let exponent = if exponent < 0 { exponent + 1 } else { exponent };
    let (rest, multiple) = (libm::ldexp(x, -exponent), f64::from(exponent));
    multiple * OF_2[1] + std::f64::consts::LOG10_E * log(rest) + multiple * OF_2[0]
}

/// `x ** y`, with C's answers where it is not defined.
pub fn pow(x: f64, y: f64) -> f64 {
    let whole = y.fract() == 0.0;
    if !x.is_finite() || !y.is_finite() || x == 0.0 || y == 0.0 || (x < 0.0 && !whole) {
        return libm::pow(x, y);
    }
    let sign = if x < 0.0 && y % 2.0 != 0.0 { -1.0 } else { 1.0 };
    let (x, exponent) = (x.abs(), Double::from(y) * logarithm(x.abs()));
    if !(-700.0..700.0).contains(&exponent.high) {
        return sign * libm::pow(x, y);
    }
    if whole && (0.0..=64.0).contains(&y) {
        return sign * whole_power(x, y as u32);
    }
    sign * exponential(exponent)
}

/// By multiplication, so that a result halfway between two floats is known to be that.
fn whole_power(x: f64, mut power: u32) -> f64 {
    // Scaled to about 1, so that no square on the way leaves the range.
    let (mantissa, exponent) = libm::frexp(x);
    let scale = exponent * power as i32;
    let (mut result, mut square) = (Double::from(1.0), Double::from(mantissa));
    while power > 0 {
        if power % 2 == 1 {
            result = result * square;
        }
        square = square * square;
        power /= 2;
    }
    libm::ldexp(result.rounded(), scale)
}

/// `e ** x` for an x that gives a float.
fn exponential(x: Double) -> f64 {
    let (power, exponent) = split_exponential(x);
    libm::ldexp(power.rounded(), exponent)
}

/// `e ** x` as `power * 2**exponent`: Taylor's series of what is left when the multiples of ln 2 are taken off.
fn split_exponential(x: Double) -> (Double, i32) {
    let multiple = libm::round(x.high / LN_2[0]);
    let rest = less_multiple(x, multiple, LN_2);
    let mut power = Double::from(1.0);
    for n in (1..=26).rev() {
        power = Double::from(1.0) + rest * power / Double::from(f64::from(n));
    }
    (power, multiple as i32)
}

/// `ln(m * 2**e) = e ln 2 + 2 artanh((m - 1) / (m + 1))`, with m about 1 so that the series is short.
fn logarithm(x: f64) -> Double {
    let (mut mantissa, mut exponent) = libm::frexp(x);
    if mantissa < std::f64::consts::FRAC_1_SQRT_2 {
        (mantissa, exponent) = (mantissa * 2.0, exponent - 1);
    }
    let mantissa = Double::from(mantissa);
    let ratio = (mantissa - Double::from(1.0)) / (mantissa + Double::from(1.0));
    let square = ratio * ratio;
    let mut sum = Double::from(0.0);
    for n in (0..24).rev() {
        sum = sum * square + Double::from(1.0) / Double::from(f64::from(2 * n + 1));
    }
    let of_mantissa = Double::from(2.0) * ratio * sum;
    let multiple = Double::from(f64::from(exponent));
    of_mantissa + multiple * Double::from(LN_2[1]) + multiple * Double::from(LN_2[0])
}

/// `x - multiple * unit`, for a unit in three floats.
fn less_multiple(x: Double, multiple: f64, unit: [f64; 3]) -> Double {
    let multiple = Double::from(multiple);
    unit.iter().fold(x, |rest, part| rest - multiple * Double::from(*part))
}

/// The sine of an angle in radians.
pub fn sin(x: f64) -> f64 {
    if is_reducible(x) { sine_and_cosine(x).0.rounded() } else { libm::sin(x) }
}

/// The cosine of an angle in radians.
pub fn cos(x: f64) -> f64 {
    if is_reducible(x) { sine_and_cosine(x).1.rounded() } else { libm::cos(x) }
}

/// The tangent of an angle in radians.
pub fn tan(x: f64) -> f64 {
    if !is_reducible(x) {
        return libm::tan(x);
    }
    let (sine, cosine) = sine_and_cosine(x);
    (sine / cosine).rounded()
}

/// Not so small that the result is the angle itself, nor too large.
fn is_reducible(x: f64) -> bool {
    (1e-20..LARGEST_ANGLE).contains(&x.abs())
}

/// Both by Taylor's series, of what is left when the quarters of a circle are taken off.
fn sine_and_cosine(x: f64) -> (Double, Double) {
    let quarters = libm::round(x / HALF_PI[0]);
    let rest = less_multiple(x.into(), quarters, HALF_PI);
    let square = rest * rest;
    let one = Double::from(1.0);
    let (mut sine, mut cosine) = (one, one);
    for n in (1..=15).rev() {
        let even = f64::from(2 * n);
        sine = one - square * sine / Double::from(even * (even + 1.0));
        cosine = one - square * cosine / Double::from((even - 1.0) * even);
    }
    let sine = rest * sine;
    match (quarters as i64).rem_euclid(4) {
        0 => (sine, cosine),
        1 => (cosine, -sine),
        2 => (-sine, -cosine),
        _ => (-cosine, sine),
    }
}

/// The angle whose tangent is `x`.
pub fn atan(x: f64) -> f64 {
    atan2(x, 1.0)
}

/// The angle of a point. `libm`'s answer, and what is missing to the point: a step of Newton's.
pub fn atan2(y: f64, x: f64) -> f64 {
    let angle = libm::atan2(y, x);
    let moderate = |number: f64| (1e-100..1e100).contains(&number.abs());
    if !moderate(y) || !moderate(x) || !is_reducible(angle) {
        return angle;
    }
    let (sine, cosine) = sine_and_cosine(angle);
    let (y, x) = (Double::from(y), Double::from(x));
    let missing = (y * cosine - x * sine) / (x * cosine + y * sine);
    (Double::from(angle) + missing).rounded()
}

/// The angle whose sine is `x`.
pub fn asin(x: f64) -> f64 {
    let angle = libm::asin(x);
    if !is_reducible(angle) || x.abs() < 1e-100 {
        return angle;
    }
    let (sine, cosine) = sine_and_cosine(angle);
    (Double::from(angle) + (Double::from(x) - sine) / cosine).rounded()
}

/// The angle whose cosine is `x`.
pub fn acos(x: f64) -> f64 {
    let angle = libm::acos(x);
    if !is_reducible(angle) {
        return angle;
    }
    let (sine, cosine) = sine_and_cosine(angle);
    (Double::from(angle) + (cosine - Double::from(x)) / sine).rounded()
}

/// The hyperbolic cosine, as glibc has it.
pub fn cosh(x: f64) -> f64 {
    let positive = x.abs();
    if positive < 0.5 * std::f64::consts::LN_2 {
        let less_one = libm::expm1(positive);
        let power = 1.0 + less_one;
        return 1.0 + less_one * less_one / (power + power);
    }
    if positive >= 700.0 || x.is_nan() {
        return libm::cosh(x);
    }
    let power = exp(positive);
    0.5 * power + 0.5 / power
}

/// The hyperbolic tangent, as glibc has it.
pub fn tanh(x: f64) -> f64 {
    let positive = x.abs();
    if !(1e-16..22.0).contains(&positive) {
        return libm::tanh(x);
    }
    let tangent = if positive >= 1.0 {
        1.0 - 2.0 / (libm::expm1(2.0 * positive) + 2.0)
    } else {
        let less_one = libm::expm1(-2.0 * positive);
        -less_one / (less_one + 2.0)
    };
    tangent.copysign(x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_of_ten_are_the_floats_that_are_written_so() {
        for exponent in -300..=300 {
            let written: f64 = format!("1e{exponent}").parse().unwrap();
            assert_eq!(pow(10.0, f64::from(exponent)), written, "10.0 ** {exponent}");
        }
    }

    #[test]
    fn squares_are_rounded_as_products_are() {
        for n in 1..5000 {
            let x = f64::from(n) * 0.037 + f64::from(n) * 26_843.5;
            assert_eq!(pow(x, 2.0), x * x, "{x} ** 2");
            assert_eq!(pow(-x, 2.0), x * x, "{x} ** 2");
            assert_eq!(pow(x, 0.5), x.sqrt(), "{x} ** 0.5");
            assert_eq!(pow(x, -1.0), 1.0 / x, "{x} ** -1");
        }
    }

    /// Digits from `bc -l` with `scale=40`.
    #[test]
    fn results_are_the_floats_nearest_to_the_true_ones() {
        assert_eq!(exp(1.0), std::f64::consts::E);
        assert_eq!(log(10.0), std::f64::consts::LN_10);
        assert_eq!((log10(1000.0), log10(1e-5)), (3.0, -5.0));
        assert_eq!(atan(1.0), std::f64::consts::FRAC_PI_4);
        assert_eq!(sin(std::f64::consts::PI), 1.2246467991473532e-16);
        assert_eq!(sin(1.0), 0.8414709848078965);
        assert_eq!(cos(1.0), 0.5403023058681398);
        assert_eq!(tan(1.0), 1.5574077246549023);
        assert_eq!(tanh(1.0), 0.7615941559557649);
        assert_eq!((asin(1.0), acos(-1.0)), (std::f64::consts::FRAC_PI_2, std::f64::consts::PI));
    }

    #[test]
    fn what_is_not_defined_is_what_c_says() {
        assert!(
            pow(-8.0, 0.5).is_nan()
                && log(-1.0).is_nan()
                && asin(2.0).is_nan()
                && sin(f64::INFINITY).is_nan()
        );
        assert_eq!((pow(-2.0, 3.0), pow(0.0, 0.0), pow(2.0, 5000.0)), (-8.0, 1.0, f64::INFINITY));
        assert_eq!((log(0.0), exp(1000.0), exp(-1000.0)), (f64::NEG_INFINITY, f64::INFINITY, 0.0));
        assert_eq!((sin(-0.0).to_bits(), atan(-0.0).to_bits()), ((-0.0_f64).to_bits(), (-0.0_f64).to_bits()));
    }
}
