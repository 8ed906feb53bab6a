//! Numbers as few bytes: as text for files, in signs that JSON need not escape and that no transfer of text changes; as binary
//! for memory.
//!
//! In: numbers. Out: digits, the lowest first. A digit of the upper half says that another one follows.

/// Half of the signs.
const BASE: u32 = 46;

/// The digits: what ASCII prints, without the two signs that JSON escapes.
const DIGITS: [u8; 92] = digits();

const fn digits() -> [u8; 92] {
    let (mut all, mut at, mut sign) = ([0; 92], 0, b'!');
    while at < all.len() {
        if sign != b'"' && sign != b'\\' {
            all[at] = sign;
            at += 1;
        }
        sign += 1;
    }
    all
}

/// Counts of a block are far smaller than this could tell.
pub(super) fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Writes one number as text: digits of base 46.
pub(super) fn write(mut number: u32, out: &mut Vec<u8>) {
    while number >= BASE {
        out.push(DIGITS[(BASE + number % BASE) as usize]);
        number /= BASE;
    }
    out.push(DIGITS[number as usize]);
}

/// Writes numbers that rise, each as what lies between it and the one before.
pub(super) fn write_rising(numbers: &[u32], out: &mut Vec<u8>) {
    let mut next = 0;
    for number in numbers {
        write(number - next, out);
        next = number + 1;
    }
}

/// Writes one number as binary: digits of seven bits; the eighth says that another one follows.
pub(super) fn write_binary(mut number: u32, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    out.push(number.to_le_bytes()[0]);
}

/// Reads a number that `write_binary` wrote.
pub(super) fn read_binary<'b>(bytes: &mut impl Iterator<Item = &'b u8>) -> u32 {
    let (mut number, mut shift) = (0, 0);
    for byte in bytes {
        number |= u32::from(byte & 0x7f) << shift;
        shift += 7;
        if *byte < 0x80 {
            break;
        }
    }
    number
}

#[cfg(test)]
mod tests {
    use super::{DIGITS, read_binary, write, write_binary, write_rising};
    use proptest::prelude::*;

    /// As the reader's script does it.
    fn read(text: &[u8]) -> Vec<u32> {
        let (mut numbers, mut number, mut factor) = (Vec::new(), 0, 1);
        for sign in text {
            let digit = DIGITS.iter().position(|other| other == sign).and_then(|at| u32::try_from(at).ok());
            let digit = digit.unwrap_or(0);
            number += digit % 46 * factor;
            factor = factor.wrapping_mul(46);
            if digit < 46 {
                numbers.push(std::mem::take(&mut number));
                factor = 1;
            }
        }
        numbers
    }

    #[test]
    fn digits_are_all_that_needs_no_escape() {
        let expected: Vec<u8> = (b'!'..=b'~').filter(|sign| ![b'"', b'\\'].contains(sign)).collect();
        assert_eq!(DIGITS.to_vec(), expected);
    }

    #[test]
    fn rising() {
        let mut text = Vec::new();
        write_rising(&[0, 1, 5, 50], &mut text);
        assert_eq!(read(&text), [0, 0, 3, 44]);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(numbers in prop::collection::vec(0..1_u32 << 24, 0..20)) {
            let (mut text, mut binary) = (Vec::new(), Vec::new());
            for number in &numbers {
                write(*number, &mut text);
                write_binary(*number, &mut binary);
            }
            let mut binary = binary.iter();
            prop_assert_eq!(read(&text), numbers.as_slice());
            prop_assert!(numbers.iter().all(|number| read_binary(&mut binary) == *number) && binary.next().is_none());
        }
    }
}
