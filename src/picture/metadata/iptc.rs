//! IPTC (Information Interchange Model 4.2) in Photoshop's resources. In: the resources. Out: who made a picture and whose
//! it is, as they stand. Must not know anything else in them.

use super::super::cursor::Cursor;
use super::text;

/// The resource that holds IPTC (Adobe Photoshop File Formats, image resource 1028).
const IPTC: u16 = 0x0404;
/// Fields of the second record.
const BYLINE: u8 = 80;
const CREDIT: u8 = 110;
const COPYRIGHT: u8 = 116;

/// Artist and copyright. Without a byline, whom the picture is credited to.
pub(super) fn read(resources: &[u8]) -> (Option<String>, Option<String>) {
    let (mut bylines, mut credit, mut copyright) = (Vec::new(), None, None);
    let mut fields = resource(resources).map(Cursor::new);
    while let Some((field, value)) = fields.as_mut().and_then(field) {
        match field {
            (2, BYLINE) => bylines.push(text::decode(value)),
            (2, CREDIT) => credit = credit.or_else(|| Some(text::decode(value))),
            (2, COPYRIGHT) => copyright = copyright.or_else(|| Some(text::decode(value))),
            _ => {}
        }
    }
    ((!bylines.is_empty()).then(|| bylines.join(", ")).or(credit), copyright)
}

/// The resource with IPTC in it.
fn resource(resources: &[u8]) -> Option<&[u8]> {
    let mut at = Cursor::new(resources);
    loop {
        at.skip_prefix(b"8BIM")?;
        let number = at.big16()?;
        // The name and its length fill an even number of bytes.
        let name = usize::from(at.byte()?);
        at.take(name + (name + 1) % 2)?;
        let length = usize::try_from(at.big32()?).ok()?;
        let data = at.take(length)?;
        if number == IPTC {
            return Some(data);
        }
        at.take(length % 2)?;
    }
}

/// The next field: its record and number, and its value. Long fields, which no text is, end the reading.
fn field<'b>(at: &mut Cursor<'b>) -> Option<((u8, u8), &'b [u8])> {
    at.skip_prefix(&[0x1C])?;
    let number = (at.byte()?, at.byte()?);
    let length = at.big16().filter(|length| *length < 0x8000)?;
    Some((number, at.take(length.into())?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_after_another_resource() {
        let mut fields = b"\x1C\x01\x5A\0\x03\x1B%G".to_vec();
        fields.extend(b"\x1C\x02\x6E\0\x03TTX\x1C\x02\x50\0\x02L\xC3\x1C\x02\x50\0\x01B\x1C\x02\x74\0\x04\xC2\xA9 C");
        let mut resources = b"8BIM\x03\xED\x04name\0\0\0\0\x03abc\0".to_vec();
        assert_eq!(resources.len() % 2, 0);
        resources.extend(b"8BIM\x04\x04\0\0");
        resources.extend(u32::try_from(fields.len()).unwrap().to_be_bytes());
        resources.extend(&fields);
        assert_eq!(read(&resources), (Some("LÃ, B".into()), Some("© C".into())));
        for end in 0..resources.len() {
            let _ = read(&resources[..end]);
        }
    }
}
