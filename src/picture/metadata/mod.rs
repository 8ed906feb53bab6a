//! What a picture says about itself. In: blocks of EXIF, IPTC and XMP as a file holds them. Out: how it was held, who made
//! it and whose it is; nothing else is ever read, so that no place and no device can go over. Must not know pixels.

mod exif;
mod iptc;
mod text;
mod xmp;

use exif::Tags;
pub(super) use exif::block;

/// Blocks of metadata as a file holds them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Blocks<'b> {
    /// A TIFF structure (CIPA DC-008), without the name before it.
    pub(super) exif: Option<&'b [u8]>,
    /// Photoshop's resources, without the name before them.
    pub(super) photoshop: Option<&'b [u8]>,
    /// A packet of XMP.
    pub(super) xmp: Option<&'b [u8]>,
}

/// Who made a picture, and whose it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Credit {
    pub(super) artist: Option<Box<str>>,
    pub(super) copyright: Option<Box<str>>,
}

/// What is read of the blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Metadata {
    /// How the camera was held: 1 to 8, 1 being upright.
    pub(super) orientation: u8,
    pub(super) credit: Credit,
}

impl Blocks<'_> {
    /// Reads what matters: EXIF before IPTC before XMP. What cannot be read is not there.
    pub(super) fn read(&self) -> Metadata {
        let tags = self.exif.and_then(Tags::read).unwrap_or_default();
        let is_device = |text: &str| {
            let [make, model] = [&tags.make, &tags.model].map(|name| name.as_deref().unwrap_or_default().trim());
            let both = format!("{make} {model}");
            [make, model, both.trim()].iter().any(|name| !name.is_empty() && name.eq_ignore_ascii_case(text))
        };
        let clean = |raw: Option<String>| raw.as_deref().and_then(text::tidy).filter(|text| !is_device(text));
        let mut credit = Credit { artist: clean(tags.artist.clone()), copyright: clean(tags.copyright.clone()) };
        for read in [|blocks: &Self| blocks.photoshop.map(iptc::read), |blocks: &Self| blocks.xmp.map(xmp::read)] {
            if credit.artist.is_some() && credit.copyright.is_some() {
                break;
            }
            let (artist, copyright) = read(self).unwrap_or_default();
            credit.artist = credit.artist.or_else(|| clean(artist));
            credit.copyright = credit.copyright.or_else(|| clean(copyright));
        }
        Metadata { orientation: tags.orientation.filter(|number| (1..=8).contains(number)).unwrap_or(1), credit }
    }
}
