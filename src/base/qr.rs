//! QR codes (ISO/IEC 18004): a text becomes a square of dark and light modules, and that a drawing.
//!
//! In: a text of at most 230 bytes. Out: SVG. Bytes alone, the lowest correction and always the same mask, versions 1 to
//! 9: a clean print of an address needs no more, and every page has one (docs/decisions/0013-share-and-print.md).

use std::sync::OnceLock;

/// Bytes of data and of correction in a block, blocks, and where the middles of the alignment patterns lie.
type Version = (usize, usize, usize, &'static [usize]);

/// The versions, from the first.
const VERSIONS: [Version; 9] = [
    (19, 7, 1, &[]),
    (34, 10, 1, &[6, 18]),
    (55, 15, 1, &[6, 22]),
    (80, 20, 1, &[6, 26]),
    (108, 26, 1, &[6, 30]),
    (68, 18, 2, &[6, 34]),
    (78, 20, 2, &[6, 22, 38]),
    (97, 24, 2, &[6, 24, 42]),
    (116, 30, 2, &[6, 26, 46]),
];
/// The mode of bytes, the length and the end take two bytes.
const FRAME: usize = 2;
/// Filled in turn into what the text leaves empty.
const PADDING: [u8; 2] = [0xEC, 0x11];
/// The lowest correction (01) and the mask that darkens every second row (001), with their check, as they are drawn.
const FORMAT: u32 = 0x72F3;

/// Makes QR codes. What codes of one size have alike is worked out once.
#[derive(Default)]
pub struct Codes {
    layouts: [OnceLock<Layout>; VERSIONS.len()],
}

/// What all codes of one version have alike.
struct Layout {
    /// Row by row, a bit for each module, the lowest at the left: what is always drawn, and in the place of data the mask
    /// alone.
    rows: Vec<u64>,
    /// The row and the column of each bit of data.
    places: Vec<(usize, usize)>,
    /// By a byte: what it adds to the correction.
    corrections: Vec<Vec<u8>>,
}

impl Codes {
    /// Draws the code of a text: one path of rows, a module being a unit. `None` when the text is too long.
    pub fn svg(&self, text: &str) -> Option<String> {
        String::from_utf8(draw(&self.rows(text)?)).ok()
    }

    /// Draws the code of a text with signs, two rows in a line, dark on light with the quiet zone around it: for terminals.
    pub fn signs(&self, text: &str) -> Option<String> {
        let rows = self.rows(text)?;
        let quiet = 2;
        let length = isize::try_from(rows.len()).ok()?;
        let is_dark = |row: isize, column: isize| {
            let row = usize::try_from(row).ok().and_then(|row| rows.get(row)).copied().unwrap_or_default();
            (0..length).contains(&column) && row >> column & 1 == 1
        };
        let mut out = String::new();
        for row in (-quiet..length + quiet).step_by(2) {
            for column in -quiet..length + quiet {
                out.push(match (is_dark(row, column), is_dark(row + 1, column)) {
                    (false, false) => '█',
                    (false, true) => '▀',
                    (true, false) => '▄',
                    (true, true) => ' ',
                });
            }
            out.push('\n');
        }
        Some(out)
    }

    /// Row by row, a bit for each module, the lowest at the left.
    fn rows(&self, text: &str) -> Option<Vec<u64>> {
        let (version, layout) =
            VERSIONS.iter().zip(&self.layouts).enumerate().find_map(|(at, (version, layout))| {
                let fits = text.len() + FRAME <= version.0 * version.2;
                fits.then(|| (version, layout.get_or_init(|| Layout::new(at + 1, version))))
            })?;
        let mut rows = layout.rows.clone();
        let bytes = with_correction(data(text, version.0 * version.2)?, version, layout);
        for (byte, places) in bytes.iter().zip(layout.places.chunks(8)) {
            for (bit, (row, column)) in places.iter().enumerate() {
                rows[*row] ^= u64::from(byte >> (7 - bit) & 1) << column;
            }
        }
        Some(rows)
    }
}

/// The bytes of a text with their frame, filled up to so many.
fn data(text: &str, length: usize) -> Option<Vec<u8>> {
    let mut data = Vec::with_capacity(length);
    let count = u8::try_from(text.len()).ok()?;
    let mut half = 4;
    for byte in [count].iter().chain(text.as_bytes()) {
        data.push(half << 4 | byte >> 4);
        half = byte & 15;
    }
    data.push(half << 4);
    data.extend(PADDING.iter().cycle().take(length - data.len()));
    Some(data)
}

/// Data and correction, byte by byte of all blocks in turn.
fn with_correction(mut data: Vec<u8>, version: &Version, layout: &Layout) -> Vec<u8> {
    let &(length, correction, blocks, _) = version;
    let corrections: Vec<Vec<u8>> = data.chunks(length).map(|block| remainder(block, correction, layout)).collect();
    if blocks > 1 {
        data = (0..length).flat_map(|at| data.iter().skip(at).step_by(length).copied()).collect();
    }
    data.extend((0..correction).flat_map(|at| corrections.iter().map(move |block| block[at])));
    data
}

/// The correction of a block: its remainder by the generator (Reed and Solomon).
fn remainder(block: &[u8], length: usize, layout: &Layout) -> Vec<u8> {
    let mut rest = vec![0; length];
    for byte in block {
        let factor = byte ^ rest[0];
        rest.copy_within(1.., 0);
        rest[length - 1] = 0;
        for (rest, add) in rest.iter_mut().zip(&layout.corrections[usize::from(factor)]) {
            *rest ^= add;
        }
    }
    rest
}

/// The product in the field of 256 elements that QR codes use.
fn product(one: u8, other: u8) -> u8 {
    (0..8).rev().fold(0, |sum: u8, bit| {
        let twice = sum << 1 ^ if sum & 0x80 == 0 { 0 } else { 0x1D };
        twice ^ if other >> bit & 1 == 1 { one } else { 0 }
    })
}

/// The generator of so many bytes of correction, without its leading 1.
fn generator(length: usize) -> Vec<u8> {
    let mut generator = vec![0; length];
    generator[length - 1] = 1;
    let mut root = 1;
    for _ in 0..length {
        for at in 0..length {
            let next = generator.get(at + 1).copied().unwrap_or_default();
            generator[at] = product(generator[at], root) ^ next;
        }
        root = product(root, 2);
    }
    generator
}

impl Layout {
    fn new(version: usize, &(_, correction, _, middles): &Version) -> Self {
        let size = 17 + 4 * version;
        let mut drawn: Vec<Option<bool>> = vec![None; size * size];
        let mut set = |x: usize, y: usize, is_dark: bool| drawn[y * size + x] = Some(is_dark);
        for at in 0..size {
            set(at, 6, at % 2 == 0);
            set(6, at, at % 2 == 0);
        }
        // The three large squares, each with a light rim towards the others.
        for (left, top) in [(0, 0), (size - 7, 0), (0, size - 7)] {
            for (x, y) in square(left.max(1) - 1, top.max(1) - 1, (left + 8).min(size), (top + 8).min(size)) {
                let far = x.abs_diff(left + 3).max(y.abs_diff(top + 3));
                set(x, y, far != 2 && far != 4);
            }
        }
        let last = middles.last().copied().unwrap_or_default();
        for (x, y) in middles.iter().flat_map(|x| middles.iter().map(move |y| (*x, *y))) {
            // Three corners are taken by the large squares.
            if [(6, 6), (6, last), (last, 6)].contains(&(x, y)) {
                continue;
            }
            for (left, top) in square(x - 2, y - 2, x + 3, y + 3) {
                set(left, top, left.abs_diff(x).max(top.abs_diff(y)) != 1);
            }
        }
        for bit in 0..15 {
            let is_dark = FORMAT >> bit & 1 == 1;
            match bit {
                0..6 => set(8, bit, is_dark),
                6 | 7 => set(8, bit + 1, is_dark),
                8 => set(7, 8, is_dark),
                _ => set(14 - bit, 8, is_dark),
            }
            if bit < 8 { set(size - 1 - bit, 8, is_dark) } else { set(8, size - 15 + bit, is_dark) }
        }
        set(8, size - 8, true);
        if version >= 7 {
            let bits = with_check(version);
            for bit in 0..18 {
                let (far, near) = (size - 11 + bit % 3, bit / 3);
                set(far, near, bits >> bit & 1 == 1);
                set(near, far, bits >> bit & 1 == 1);
            }
        }
        let places = places(&drawn, size);
        let generator = generator(correction);
        let corrections = (0..=255).map(|factor| generator.iter().map(|by| product(*by, factor)).collect()).collect();
        let mask = |at: usize| (at / size).is_multiple_of(2);
        let mut rows = vec![0; size];
        for (at, drawn) in drawn.iter().enumerate() {
            rows[at / size] |= u64::from(drawn.unwrap_or_else(|| mask(at))) << (at % size);
        }
        Self { rows, places, corrections }
    }
}

fn square(left: usize, top: usize, right: usize, bottom: usize) -> impl Iterator<Item = (usize, usize)> {
    (top..bottom).flat_map(move |y| (left..right).map(move |x| (x, y)))
}

/// The number of a version with its check of twelve bits (Golay).
fn with_check(version: usize) -> usize {
    let check = (0..12).fold(version, |rest, _| (rest << 1) ^ ((rest >> 11) * 0x1F25));
    version << 12 | check
}

/// The places that are free for data: in columns of two from the right, upwards and downwards in turn.
fn places(drawn: &[Option<bool>], size: usize) -> Vec<(usize, usize)> {
    // The column of the dotted line is left out.
    let columns = (7..size).rev().step_by(2).chain([5, 3, 1]);
    let way = columns.enumerate().flat_map(|(at, right)| {
        let rows = (0..size).map(move |row| if at % 2 == 0 { size - 1 - row } else { row });
        rows.flat_map(move |row| [(row, right), (row, right - 1)])
    });
    way.filter(|(row, column)| drawn[row * size + column].is_none()).collect()
}

/// One path of strokes, row by row.
fn draw(rows: &[u64]) -> Vec<u8> {
    let size = rows.len();
    let head = format!("<svg class=\"qr\" viewBox=\"0 -.5 {size} {size}\" width=\"99\" height=\"99\" stroke=\"#000\"");
    let mut svg = Vec::with_capacity(size * size * 2);
    svg.extend_from_slice(head.as_bytes());
    svg.extend_from_slice(b" aria-hidden=\"true\"><path d=\"");
    for (y, row) in (0..).zip(rows) {
        let (mut rest, mut is_first) = (*row, true);
        while rest != 0 {
            let light = rest.trailing_zeros();
            rest >>= light;
            let dark = rest.trailing_ones();
            rest >>= dark;
            if is_first {
                svg.push(b'M');
                number(light, &mut svg);
                svg.push(b' ');
                number(y, &mut svg);
                svg.push(b'h');
                number(dark, &mut svg);
            } else if light < 10 && dark < 10 {
                // Nearly all of them.
                let [light, dark] = [light, dark].map(digit);
                svg.extend_from_slice(&[b'm', light, b' ', b'0', b'h', dark]);
            } else {
                svg.push(b'm');
                number(light, &mut svg);
                svg.extend_from_slice(b" 0h");
                number(dark, &mut svg);
            }
            is_first = false;
        }
    }
    svg.extend_from_slice(b"\"/></svg>");
    svg
}

/// Writes a number below 100.
fn number(number: u32, out: &mut Vec<u8>) {
    if number > 9 {
        out.push(digit(number / 10));
    }
    out.push(digit(number % 10));
}

fn digit(number: u32) -> u8 {
    b'0' + number.to_le_bytes()[0]
}
