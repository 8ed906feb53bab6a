//! Where in a text a misplaced tone mark may stand, by its bytes alone.
//!
//! In: text in NFC as UTF-8. Out: byte places of letters whose word should be looked at. Every word that
//! `misplaced_tone` mends has such a place (a test holds that); of right words very few have. Knows bytes, no syllables.
//!
//! Nothing branches within a block, so that the compiler makes vector code of it: this scan is all that an ordinary
//! article pays.

const BLOCK: usize = 128;
/// One byte before a block and four behind it are looked at with it.
const WINDOW: usize = BLOCK + 5;

/// The places, in order.
pub(super) fn suspects(bytes: &[u8]) -> impl Iterator<Item = usize> + '_ {
    (0..bytes.len()).step_by(BLOCK).flat_map(move |start| {
        let whole = start.checked_sub(1).and_then(|before| bytes.get(before..)).and_then(<[u8]>::first_chunk);
        match whole {
            Some(window) => in_block(window, start),
            None => in_block(&padded(bytes, start), start),
        }
    })
}

/// The window of the first or of a last block, with zeros where there is no text.
fn padded(bytes: &[u8], start: usize) -> [u8; WINDOW] {
    let mut window = [0; WINDOW];
    let (into, from) = if start == 0 { (1, 0) } else { (0, start - 1) };
    for (to, from) in window[into..].iter_mut().zip(&bytes[from..]) {
        *to = *from;
    }
    window
}

fn in_block(window: &[u8; WINDOW], start: usize) -> impl Iterator<Item = usize> + use<> {
    let mut found = 0;
    for at in 0..BLOCK {
        found |= is_suspect(window, at);
    }
    let window = *window;
    let places = if found == 0 { 0..0 } else { 0..BLOCK };
    // The second byte of a suspect stretch always belongs to the word.
    places.filter(move |&at| is_suspect(&window, at) != 0).map(move |at| start + at + 1)
}

/// Whether the stretch whose first byte is `b` may be part of a misplaced mark; `a` is the byte before it.
///
/// Letters as bytes: à á ã are C3 A0 A1 A3, ì í C3 AC AD, ò ó õ C3 B2 B3 B5, ù ú C3 B9 BA, ĩ C4 A9, ũ C5 A9, ả ạ E1 BA A3
/// A1, ỉ ị E1 BB 89 8B, ỏ ọ E1 BB 8F 8D, ủ ụ E1 BB A7 A5. Capitals differ in one bit.
#[inline(always)]
fn is_suspect(window: &[u8; WINDOW], at: usize) -> u8 {
    let [a, b, c, d, e] = [window[at], window[at + 1], window[at + 2], window[at + 3], window[at + 4]];
    let f = window[at + 5];
    let is = u8::from;
    let lower = |x: u8| x | 0x20;
    let odd = |x: u8| x | 1;
    let starts_letter = |x: u8| is(x.wrapping_sub(0xc3) < 4) | is(x == 0xe1);
    let letter = |x: u8| is(lower(x).wrapping_sub(b'a') < 26) | starts_letter(x);
    let e1 = |second: u8| is(c == 0xe1) & is(d == second);
    let (before, vowel) = (lower(a), lower(b));

    // A plain vowel before a marked one that it leaves no mark: cuả, điạ, laị, oí.
    let marked_a =
        (is(c == 0xc3) & (is(lower(d) & 0xfe == 0xa0) | is(lower(d) == 0xa3))) | (e1(0xba) & is(odd(e) & 0xfd == 0xa1));
    let marked_i = (is(c == 0xc3) & is(lower(d) & 0xfe == 0xac))
        | (is(c == 0xc4) & is(odd(d) == 0xa9))
        | (e1(0xbb) & is(odd(e) & 0xfd == 0x89));
    let marked_u = (is(c == 0xc3) & (is(lower(d) == 0xb9) | is(lower(d) == 0xba)))
        | (is(c == 0xc5) & is(odd(d) == 0xa9))
        | (e1(0xbb) & is(odd(e) & 0xfd == 0xa5));
    let after_g = is(before == b'g');
    let after_q = is(before == b'q');
    let (i, o, u, y) = (is(vowel == b'i'), is(vowel == b'o'), is(vowel == b'u'), is(vowel == b'y'));
    let plain = ((is(vowel == b'a') | is(vowel == b'e')) & starts_letter(c))
        | (marked_a & ((i & !after_g) | (u & !after_q) | y))
        | (marked_i & (o | (u & !after_q)))
        | (marked_u & ((i & !after_g) | y));

    // Two letters beside each other that are not ASCII: tíên, ươì. Right only after đ, and in ươ.
    let is_d = is(b == 0xc4) & is(c & 0xfe == 0x90);
    let is_u_horn = is(b == 0xc6) & (is(c == 0xaf) | is(c == 0xb0));
    let before_o_horn = is(d == 0xc6) | (is(d == 0xe1) & is(e == 0xbb) & is(odd(f).wrapping_sub(0x9b) < 9));
    let no_letter = is(a == 0xe2) | is(b == 0xc2);
    let pair = is(c & 0xc0 == 0x80) & starts_letter(d) & !(is_d | no_letter | (is_u_horn & before_o_horn));

    // The i of gi or the u of qu marked: gỉa, qúy.
    let quy = is(vowel == b'q') & starts_letter(c);
    let vowel_after = |x: u8| {
        let x = lower(x);
        is(x == b'a') | is(x == b'e') | is(x == b'o') | is(x == b'u')
    };
    let short_i = (is(b == 0xc3) & is(lower(c) & 0xfe == 0xac)) | (is(b == 0xc4) & is(odd(c) == 0xa9));
    let long_i = is(b == 0xe1) & is(c == 0xbb) & is(odd(d) & 0xfd == 0x89);
    let gia = after_g & ((short_i & vowel_after(d)) | (long_i & vowel_after(e)));

    // A marked o or u where the mark belongs to the next vowel, more letters following: hòan, khủyu.
    let bb = is(b == 0xbb);
    let short_o = is(b == 0xc3) & (is(lower(c) & 0xfe == 0xb2) | is(lower(c) == 0xb5));
    let marked_o = short_o | (bb & is(odd(c) & 0xfd == 0x8d));
    let short_u = is(b == 0xc3) & (is(lower(c) == 0xb9) | is(lower(c) == 0xba));
    let also_u = short_u | (is(b == 0xc5) & is(odd(c) == 0xa9)) | (bb & is(odd(c) & 0xfd == 0xa5));
    let second = lower(d);
    let aeo = is(second == b'a') | is(second == b'e') | is(second == b'o');
    let hoan = letter(e) & ((marked_o & aeo) | (also_u & is(second == b'y')));

    (plain | pair | quy | gia | hoan) & 1
}

#[cfg(test)]
mod tests {
    use super::suspects;

    #[track_caller]
    fn words(text: &str) -> Vec<&str> {
        let word =
            |at: usize| text.split(' ').find(|word| word.as_ptr() as usize - text.as_ptr() as usize + word.len() > at);
        let mut words: Vec<&str> = suspects(text.as_bytes()).filter_map(word).collect();
        words.dedup();
        words
    }

    #[test]
    fn misplaced_marks_are_suspect_at_every_place_of_a_block() {
        let wrong = "qúy cuả điạ laị ngừơi mưà gỉa gìa hòan tòan khỏang lọai khủyu qủa tíên QÚY ĐỰƠC HÒANH GỈA";
        for before in 0..300 {
            let text = format!("{}{wrong}", "- ".repeat(before));
            let found: Vec<&str> = words(&text);
            assert_eq!(found, wrong.split(' ').collect::<Vec<_>>(), "{before}");
        }
    }

    #[test]
    fn ordinary_text_is_not_suspect() {
        let text = "“Dân vận khéo” ở Hà Tĩnh, người được quý của quả giá già gìn giữ hoàn toàn khoản hòa hoà khỏe khoẻ \
            thủy thuỷ huỳnh khuỷu thuở nghĩa địa mùa mưa của Ủy ban đưa đường Đức Thọ – “Ấm” ƯỚC MƠ";
        assert_eq!(words(text), [""; 0]);
    }
}
