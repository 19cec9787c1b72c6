//! The columns of a row group, as the library asks for them: page by page, each looked at before and after it is unpacked.

use std::{fs::File, sync::Arc};

use parquet::{
    arrow::arrow_reader::RowGroups,
    basic::{Compression, Encoding, Type},
    column::page::{Page, PageIterator, PageMetadata, PageReader},
    errors::{ParquetError, Result},
    file::{
        metadata::{ParquetMetaData, RowGroupMetaData},
        properties::ReaderProperties,
        reader::SerializedPageReader,
    },
    schema::types::ColumnDescPtr,
};

use super::{
    STEP_ROWS, delta,
    pages::{Budget, Kept, Pages},
    thrift::Thrift,
};

/// Bytes that a length takes while it is unpacked, twice.
const LENGTH_BYTES: u64 = 8;

/// One row group of a file.
pub(super) struct Group {
    pub(super) file: Arc<File>,
    pub(super) length: u64,
    pub(super) metadata: Arc<ParquetMetaData>,
    pub(super) index: usize,
    pub(super) budget: Budget,
}

impl Group {
    fn own(&self) -> &RowGroupMetaData {
        self.metadata.row_group(self.index)
    }

    fn pages(&self, column: usize) -> Result<Checked> {
        let (chunk, shape) = (self.own().column(column), self.metadata.file_metadata().schema_descr().column(column));
        let gzip = matches!(chunk.compression(), Compression::GZIP(_));
        let kept = Kept { repeated: shape.max_rep_level() > 0, gzip };
        let pages = Pages::new(Arc::clone(&self.file), self.length, kept, self.budget.clone());
        // What LZ4 once meant besides its own form unpacks without bounds.
        let properties = ReaderProperties::builder().set_backward_compatible_lz4(false).build();
        let rows = self.num_rows();
        let inner =
            SerializedPageReader::new_with_properties(Arc::new(pages), chunk, rows, None, Arc::new(properties))?;
        Ok(Checked { inner, shape, budget: self.budget.clone() })
    }
}

impl RowGroups for Group {
    fn num_rows(&self) -> usize {
        usize::try_from(self.own().num_rows()).unwrap_or(0)
    }

    fn column_chunks(&self, column: usize) -> Result<Box<dyn PageIterator>> {
        let pages = self.pages(column).map(|pages| Box::new(pages) as Box<dyn PageReader>);
        Ok(Box::new(Once(Some(pages))))
    }

    fn row_groups(&self) -> Box<dyn Iterator<Item = &RowGroupMetaData> + '_> {
        Box::new(std::iter::once(self.own()))
    }

    fn metadata(&self) -> &ParquetMetaData {
        &self.metadata
    }
}

/// The one run of pages that a column has in a row group.
struct Once(Option<Result<Box<dyn PageReader>>>);

impl Iterator for Once {
    type Item = Result<Box<dyn PageReader>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.take()
    }
}

impl PageIterator for Once {}

/// Pages that hold what they claim to.
struct Checked {
    inner: SerializedPageReader<Pages>,
    shape: ColumnDescPtr,
    budget: Budget,
}

impl Checked {
    fn check(&self, page: &Page) -> Result<()> {
        let values = u64::from(page.num_values());
        let honest = match page.encoding() {
            _ if page.is_dictionary_page() => values.saturating_mul(self.width()) <= page.buffer().len() as u64,
            Encoding::DELTA_BINARY_PACKED | Encoding::DELTA_LENGTH_BYTE_ARRAY => {
                let bytes = self.values(page).ok_or_else(broken)?;
                delta::count(bytes).is_some_and(|count| count <= values) && self.spend(values)
            }
            Encoding::DELTA_BYTE_ARRAY => {
                self.spend(values) && self.values(page).is_some_and(|bytes| self.fits(bytes, values))
            }
            _ => true,
        };
        if honest { Ok(()) } else { Err(broken()) }
    }

    fn spend(&self, values: u64) -> bool {
        self.budget.spend(values.saturating_mul(LENGTH_BYTES))
    }

    /// Whether strings that share their beginnings fit into memory: all of a page in a list, else those of a step.
    fn fits(&self, bytes: &[u8], values: u64) -> bool {
        let mut lengths = Thrift(bytes);
        let sums = delta::sum(&mut lengths, values).zip(delta::sum(&mut lengths, values));
        let rows = STEP_ROWS as u64;
        sums.is_some_and(|(shared, own)| {
            let step = shared.most.saturating_add(own.most).saturating_mul(rows);
            let all = shared.all.saturating_add(own.all);
            self.budget.spend(if self.shape.max_rep_level() > 0 { all } else { step.min(all) })
        })
    }

    /// The fewest bytes of a value.
    fn width(&self) -> u64 {
        match self.shape.physical_type() {
            Type::BOOLEAN => 0,
            Type::INT32 | Type::FLOAT | Type::BYTE_ARRAY => 4,
            Type::INT64 | Type::DOUBLE => 8,
            Type::INT96 => 12,
            Type::FIXED_LEN_BYTE_ARRAY => u64::try_from(self.shape.type_length()).unwrap_or(0).max(1),
        }
    }

    /// The bytes of a page behind its levels.
    fn values<'p>(&self, page: &'p Page) -> Option<&'p [u8]> {
        let bytes: &[u8] = page.buffer();
        match page {
            Page::DataPage { num_values, def_level_encoding, rep_level_encoding, .. } => {
                let levels = [
                    (self.shape.max_rep_level(), *rep_level_encoding),
                    (self.shape.max_def_level(), *def_level_encoding),
                ];
                levels.iter().try_fold(bytes, |bytes, (top, encoding)| behind(bytes, *top, *encoding, *num_values))
            }
            Page::DataPageV2 { def_levels_byte_len, rep_levels_byte_len, .. } => {
                let levels = def_levels_byte_len.checked_add(*rep_levels_byte_len)?;
                bytes.get(usize::try_from(levels).ok()?..)
            }
            Page::DictionaryPage { .. } => Some(bytes),
        }
    }
}

/// What follows the levels of a page of the older kind.
fn behind(bytes: &[u8], top: i16, encoding: Encoding, values: u32) -> Option<&[u8]> {
    if top == 0 {
        return Some(bytes);
    }
    let length = if encoding == Encoding::RLE {
        let (length, _) = bytes.split_first_chunk::<4>()?;
        usize::try_from(u32::from_le_bytes(*length)).ok()?.checked_add(4)?
    } else {
        let bits = u64::from(i16::BITS - top.leading_zeros());
        usize::try_from((u64::from(values) * bits).div_ceil(8)).ok()?
    };
    bytes.get(length..)
}

fn broken() -> ParquetError {
    ParquetError::General("a page claims more than it holds".to_owned())
}

impl Iterator for Checked {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

impl PageReader for Checked {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        let page = self.inner.get_next_page()?;
        page.as_ref().map_or(Ok(()), |page| self.check(page))?;
        Ok(page)
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        self.inner.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.inner.skip_next_page()
    }

    fn at_record_boundary(&mut self) -> Result<bool> {
        self.inner.at_record_boundary()
    }
}
