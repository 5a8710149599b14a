//! What stands on the first sheet of a letter (信函): the mark above the type area, and double rules at its head and foot.
//!
//! Source: GB/T 9704—2012, 10.1

use super::Writer;
use super::drawing::{Spot, Standing};
use super::mark::INK;
use super::metrics::Place;
use super::paragraph::Para;
use super::styles::Style;
use crate::layout::{Centre, Mm};
use crate::wording;

impl Writer<'_> {
    /// Mark and rules; gives the foot of the mark.
    pub(super) fn letter_mark(&mut self) -> Mm {
        let masthead = &self.template().masthead;
        let (page, area) = (&self.template().page, &self.template().area);
        let em = Mm::from(masthead.mark_size);
        let lines = wording::mark(self.whole).map_or(0, |mark| mark.names.len().max(1));
        let pitch = em * masthead.mark_pitch;
        let foot =
            if lines == 0 { masthead.mark_top } else { masthead.mark_top + em * (INK.0 + INK.1) + pitch * (lines - 1) as f64 };
        let x = match masthead.rule_centre {
            Centre::Area => area.left + (area.width - masthead.rule_width) / 2.0,
            Centre::Sheet => (page.width - masthead.rule_width) / 2.0,
        };
        let (thick, thin, white) = (masthead.double_thick, masthead.double_thin, masthead.double_gap);
        let head = foot + masthead.rule_gap;
        let end = page.height - masthead.foot_inset;
        let bars = [(head, thick), (head + thick + white, thin), (end - thick - white - thin, thin), (end - thick, thick)];
        let mark = (lines > 0).then(|| {
            self.apart(|writer| {
                // The top of the box is that of the mark's first line.
                writer.place = Place::new(f64::from(u16::MAX));
                writer.mark(Mm(0.0));
            })
        });
        self.paragraph(Para { keep_next: true, ..Para::of(Style::Thin) }, "", |writer| {
            let (one, two) =
                if writer.chinese() { ("发文机关标志", "红色双线") } else { ("Masthead", "Red double rule") };
            if let Some(mark) = mark {
                // A line of the mark has its ink a little below its top.
                let ink = pitch * 0.8 - em * INK.0;
                let spot =
                    Spot { x: area.left, y: masthead.mark_top - ink, width: area.width, height: pitch * lines as f64 + Mm(2.0) };
                writer.text_box(one, spot, Standing { wraps: false, foot: false, turned: false }, &mark);
            }
            for (y, height) in bars {
                writer.bar(two, Spot { x, y, width: masthead.rule_width, height }, "FF0000");
            }
        });
        foot
    }
}
