//! The colour that stands where a picture is still to come. In: an average colour. Out: its place in a small palette.
//! Must not know pixels.

/// How many tones there are.
pub const TONES: u8 = 12;

/// The colours of the tones: sRGB, muted, so that text and pictures beside them stay in front.
pub const PALETTE: [[u8; 3]; 12] = [
    // Dark, middle and light gray.
    [0x36, 0x39, 0x3C],
    [0x86, 0x88, 0x88],
    [0xCF, 0xD0, 0xCE],
    // The sky, and deep water.
    [0x9D, 0xBC, 0xD4],
    [0x3B, 0x56, 0x7C],
    // Teal.
    [0x4F, 0x8A, 0x8B],
    // Leaves in the light and in the shade.
    [0x84, 0x9E, 0x5B],
    [0x3F, 0x54, 0x38],
    // Straw, clay, brick.
    [0xCB, 0xB6, 0x82],
    [0xA8, 0x7A, 0x54],
    [0x8E, 0x46, 0x3C],
    // Dusk.
    [0x74, 0x60, 0x80],
];

/// The tone of what has no colour of its own: middle gray.
pub(super) const NEUTRAL: u8 = 1;

/// The nearest tone of a colour, by a distance that follows the eye well enough
/// (<https://www.compuphase.com/cmetric.htm>).
pub(super) fn nearest(color: [u8; 3]) -> u8 {
    let distances = (0..).zip(PALETTE).map(|(at, tone)| (distance(color, tone), at));
    distances.min().map_or(NEUTRAL, |(_, at)| at)
}

fn distance([red, green, blue]: [u8; 3], [other_red, other_green, other_blue]: [u8; 3]) -> u32 {
    let square = |one: u8, other: u8| u32::from(one.abs_diff(other)).pow(2);
    let reds = u32::from(red) + u32::from(other_red);
    (1024 + reds) * square(red, other_red)
        + 2048 * square(green, other_green)
        + (1534 - reds) * square(blue, other_blue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tones_are_their_own_nearest() {
        for (at, tone) in (0..).zip(PALETTE) {
            assert_eq!(nearest(tone), at);
        }
        assert_eq!(usize::from(TONES), PALETTE.len());
        assert_eq!(nearest([0, 0, 0]), 0);
        assert_eq!(nearest([255, 255, 255]), 2);
        assert_eq!(nearest([130, 190, 240]), 3);
        assert_eq!(nearest([30, 90, 20]), 7);
    }
}
