//! Numbers of 106 bits: the sum of two floats, of which the second is at most half of the first's last digit.
//!
//! As Dekker has it (*A floating-point technique for extending the available precision*, 1971), with plain operations only, which
//! every machine rounds alike. It knows no infinities and no overflow: who uses it stays within the range.

use std::ops::{Add, Div, Mul, Neg, Sub};

/// `high + low`
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Double {
    pub(super) high: f64,
    pub(super) low: f64,
}

impl Double {
    /// The float nearest to it.
    pub(super) fn rounded(self) -> f64 {
        self.high + self.low
    }

    /// The sum of two floats, of which the first is the larger.
    fn normal(high: f64, low: f64) -> Double {
        let sum = high + low;
        Double { high: sum, low: low - (sum - high) }
    }

    /// The sum of any two floats, with what rounding took from it.
    fn sum(a: f64, b: f64) -> Double {
        let high = a + b;
        let of_b = high - a;
        Double { high, low: (a - (high - of_b)) + (b - of_b) }
    }

    /// The product of two floats, with what rounding took from it.
    fn product(a: f64, b: f64) -> Double {
        let high = a * b;
        let ((a, a_rest), (b, b_rest)) = (halves(a), halves(b));
        Double { high, low: ((a * b - high) + a * b_rest + a_rest * b) + a_rest * b_rest }
    }
}

/// A float as the sum of two that have half as many digits, so that products of them are exact.
fn halves(number: f64) -> (f64, f64) {
    let scaled = 134_217_729.0 * number;
    let high = scaled - (scaled - number);
    (high, number - high)
}

impl From<f64> for Double {
    fn from(number: f64) -> Double {
        Double { high: number, low: 0.0 }
    }
}

impl Add for Double {
    type Output = Double;

    fn add(self, other: Double) -> Double {
        let (high, low) = (Double::sum(self.high, other.high), Double::sum(self.low, other.low));
        let sum = Double::normal(high.high, high.low + low.high);
        Double::normal(sum.high, sum.low + low.low)
    }
}

impl Neg for Double {
    type Output = Double;

    fn neg(self) -> Double {
        Double { high: -self.high, low: -self.low }
    }
}

impl Sub for Double {
    type Output = Double;

    fn sub(self, other: Double) -> Double {
        self + -other
    }
}

impl Mul for Double {
    type Output = Double;

    fn mul(self, other: Double) -> Double {
        let product = Double::product(self.high, other.high);
        Double::normal(product.high, product.low + (self.high * other.low + self.low * other.high))
    }
}

impl Div for Double {
    type Output = Double;

    fn div(self, other: Double) -> Double {
        let first = self.high / other.high;
        let rest = self - other * Double::from(first);
        let second = rest.high / other.high;
        let rest = rest - other * Double::from(second);
        Double::normal(first, second) + Double::from(rest.high / other.high)
    }
}
