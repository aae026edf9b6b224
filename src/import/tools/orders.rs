//! Orders: Shopify's export, and lists of orders or their lines as any shop writes them.

use std::borrow::Cow;

use super::{Note, Profile, Tool, row::Row};
use crate::{
    event_log::ColumnRole::*,
    import::{
        ImportError,
        identifiers::IdentifierKind::*,
        reshape::{AmountAt, Event, Fate, Milestone, Milestones, Reshape, TOUCHPOINT, Table, VALUE, field},
        values::NumberStyle,
    },
};

/// Orders, with a row for each of their items.
pub(super) static SHOPIFY: Profile = Profile {
    signatures: &[&[&["Name"], &["Financial Status"], &["Lineitem name", "Lineitem quantity"], &["Created at"]]],
    roles: &[(Customer, &["Email", "Phone", "Billing Phone"]), (Channel, &["Source", "Location"])],
    identifiers: &[("Email", Email), ("Phone", Phone), ("Billing Phone", Phone)],
    time_zone: None,
    notes: &[Note::RowsOfOneOrder, Note::DatesAreEvents, Note::AmountOnce],
};

/// Lines of orders or invoices, with quantity and price.
pub(super) static ORDERS: Profile = Profile {
    signatures: &[&[
        &[
            "InvoiceNo", "Invoice", "invoice_no", "Order ID", "order_id", "OrderID", "Order Number", "order_number",
            "订单编号", "订单号",
        ],
        &["Quantity", "quantity", "Qty", "qty", "数量", "商品数量"],
        &["UnitPrice", "Price", "price", "unit_price", "Unit Price", "单价", "价格"],
        &[
            "InvoiceDate", "Invoice Date", "invoice_date", "Order Date", "order_date", "OrderDate", "下单时间",
            "订单日期", "日期",
        ],
    ]],
    roles: &[
        (
            Customer,
            &["CustomerID", "Customer ID", "customer_id", "Customer Id", "客户ID", "客户编号", "用户ID", "会员编号"],
        ),
        (
            Timestamp,
            &[
                "InvoiceDate", "Invoice Date", "invoice_date", "Order Date", "order_date", "OrderDate", "下单时间",
                "订单日期", "日期",
            ],
        ),
    ],
    identifiers: &[],
    time_zone: None,
    notes: &[Note::RowsArePurchases, Note::QuantityTimesPrice],
};

/// What the rows of one of these need.
pub(super) fn reshape(tool: Tool, table: &Table<'_>) -> Option<Box<dyn Reshape>> {
    if tool == Tool::Shopify { shopify(table) } else { lines(table) }
}

fn shopify(table: &Table<'_>) -> Option<Box<dyn Reshape>> {
    let created = table.first_of(&["Created at"])?;
    let mut dates = vec![Milestone { amount: AmountAt::Here, ..Milestone::new(created, "Order") }];
    let later: &[(&[&str], &str)] = &[
        (&["Paid at"], "Paid"),
        (&["Fulfilled at", "Fulfillment Date"], "Fulfilled"),
        (&["Cancelled at"], "Cancelled"),
        (&["Refunded at"], "Refunded"),
    ];
    dates.extend(later.iter().filter_map(|(names, event)| Some(Milestone::new(table.first_of(names)?, event))));
    let milestones = Milestones { customers: Vec::new(), dates, amount: table.first_of(&["Total"]) };
    Some(Box::new(Orders {
        name: table.first_of(&["Name"])?,
        status: table.first_of(&["Financial Status"])?,
        last: Vec::new(),
        milestones,
    }))
}

/// Orders of which only the first row has more than an item.
struct Orders {
    name: usize,
    status: usize,
    /// Name of the order of the row before.
    last: Vec<u8>,
    milestones: Milestones,
}

impl Reshape for Orders {
    fn made(&self) -> Vec<String> {
        self.milestones.made()
    }

    fn row(&mut self, values: &[&[u8]], event: Event<'_>) -> Result<Fate, ImportError> {
        let name = field(values, Some(self.name));
        if name == self.last && field(values, Some(self.status)).is_empty() {
            return Ok(Fate::Folded);
        }
        self.last = name.to_vec();
        self.milestones.row(values, event)
    }
}

fn lines(table: &Table<'_>) -> Option<Box<dyn Reshape>> {
    let quantity = table.first_of(&["Quantity", "quantity", "Qty", "qty", "数量", "商品数量"])?;
    let price = table.first_of(&["UnitPrice", "Price", "price", "unit_price", "Unit Price", "单价", "价格"])?;
    let total = table.first_of(&[
        "Total", "total", "Amount", "amount", "Line Total", "Sales", "sales", "金额", "订单金额", "实付金额", "总价",
    ]);
    let [of_quantity, of_price] = [quantity, price].map(|column| NumberStyle::of_column(table.values(column)));
    let is_chinese = table.columns.iter().any(|name| !name.is_ascii());
    let (bought, returned) = if is_chinese { ("购买", "退货") } else { ("Purchase", "Return") };
    let number = |style: NumberStyle, text: &[u8]| style.parse(std::str::from_utf8(text).ok()?);
    Some(Box::new(Row::new(&[TOUCHPOINT, VALUE], move |values| {
        let count = number(of_quantity, field(values, Some(quantity)));
        let touchpoint = if count.is_some_and(|count| count < 0.0) { returned } else { bought };
        let value = match (total, count, number(of_price, field(values, Some(price)))) {
            (Some(total), ..) => Cow::Borrowed(field(values, Some(total))),
            (None, Some(count), Some(price)) => {
                // Prices have cents: more digits are noise of the multiplication.
                Cow::Owned(((count * price * 1e6).round() / 1e6).to_string().into_bytes())
            }
            _ => Cow::Borrowed(&b""[..]),
        };
        vec![Cow::Borrowed(touchpoint.as_bytes()), value]
    })))
}
