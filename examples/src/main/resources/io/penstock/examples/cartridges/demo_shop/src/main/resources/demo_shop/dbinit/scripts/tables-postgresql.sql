-- Tables on PostgreSQL. Their twins for H2 are in tables-h2.sql: same columns in the same order.

create table category (
    id varchar(24) not null,
    parent_id varchar(24),
    name varchar(80) not null,
    position integer not null default 0
);

create table product (
    id varchar(24) not null,
    sku varchar(24) not null,
    name varchar(120) not null,
    tax_class_name varchar(20) not null,
    weight_grams integer check (weight_grams > 0),
    online boolean not null default true,
    tags text[],
    created_at timestamptz not null
);

create table product_attribute (
    product_id varchar(24) not null,
    name varchar(30) not null,
    locale varchar(10) not null,
    content varchar(200) not null
);

create table product_category (
    product_id varchar(24) not null,
    category_id varchar(24) not null,
    position integer not null
);

create table price_list (
    id varchar(24) not null,
    name varchar(60) not null,
    currency_code char(3) not null
);

create table price (
    product_id varchar(24) not null,
    price_list_id varchar(24) not null,
    min_quantity integer not null check (min_quantity > 0),
    amount numeric(12, 2) not null check (amount >= 0)
);

create table warehouse (
    id varchar(24) not null,
    name varchar(60) not null,
    country_iso char(2) not null
);

create table stock (
    product_id varchar(24) not null,
    warehouse_id varchar(24) not null,
    quantity integer not null default 0,
    counted_at timestamptz not null
);

create table media (
    id varchar(24) not null,
    product_id varchar(24),
    path varchar(200) not null,
    mime_type varchar(40) not null,
    thumbnail bytea
);

create table localized_text (
    owner_id varchar(24) not null,
    locale varchar(10) not null,
    name varchar(30) not null,
    content text not null
);

create table customer_order (
    id varchar(24) not null,
    order_no varchar(20) not null,
    customer_id varchar(24) not null,
    channel_id varchar(24) not null,
    billing_name varchar(150) not null,
    billing_email varchar(160) not null,
    shipping_address_id varchar(24) not null,
    currency_code char(3) not null,
    total numeric(12, 2) not null check (total >= 0),
    status varchar(12) not null check (status in ('new', 'paid', 'shipped', 'cancelled')),
    ordered_at timestamptz not null
);

create table order_line (
    order_id varchar(24) not null,
    line_no integer not null,
    product_id varchar(24) not null,
    quantity integer not null check (quantity > 0),
    unit_price numeric(12, 2) not null
);

create table payment (
    id varchar(24) not null,
    order_id varchar(24) not null,
    instrument_id varchar(24),
    amount numeric(12, 2) not null,
    gateway varchar(40) not null,
    gateway_reference varchar(40) not null,
    paid_at timestamptz
);

create table shipment (
    id varchar(24) not null,
    order_id varchar(24) not null,
    warehouse_id varchar(24) not null,
    carrier varchar(30) not null,
    tracking_code varchar(30) not null,
    recipient varchar(150) not null,
    shipped_at timestamptz
);

create table invoice (
    invoice_no varchar(20) not null,
    order_id varchar(24) not null,
    recipient varchar(150) not null,
    recipient_street varchar(120) not null,
    recipient_postal_code varchar(12) not null,
    recipient_city varchar(80) not null,
    amount numeric(12, 2) not null,
    issued_on date not null
);

create table order_return (
    id varchar(24) not null,
    order_id varchar(24) not null,
    line_no integer not null,
    reason varchar(30) not null,
    remark text,
    received_at timestamptz
);

create table basket (
    id varchar(24) not null,
    customer_id varchar(24),
    channel_id varchar(24) not null,
    changed_at timestamptz not null
);

create table basket_line (
    basket_id varchar(24) not null,
    line_no integer not null,
    product_id varchar(24) not null,
    quantity integer not null check (quantity > 0)
);

create table wish_list (
    customer_id varchar(24) not null,
    product_id varchar(24) not null,
    added_at timestamptz not null
);

create table promotion (
    id varchar(24) not null,
    name varchar(80) not null,
    percent_off numeric(5, 2) not null check (percent_off between 0 and 100),
    starts_on date not null,
    ends_on date not null,
    check (ends_on >= starts_on)
);

create table coupon (
    code varchar(20) not null,
    promotion_id varchar(24) not null,
    redeemed_by varchar(24),
    redeemed_at timestamptz
);

create table gift_card (
    id varchar(24) not null,
    code varchar(20) not null,
    buyer_id varchar(24),
    recipient_name varchar(150),
    recipient_email varchar(160),
    message text,
    balance numeric(12, 2) not null
);

create table review (
    id varchar(24) not null,
    product_id varchar(24) not null,
    customer_id varchar(24),
    author varchar(150) not null,
    stars smallint not null check (stars between 1 and 5),
    content text not null,
    written_at timestamptz not null
);

create table support_ticket (
    id varchar(24) not null,
    ticket_no varchar(20) not null,
    customer_id varchar(24) not null,
    order_id varchar(24),
    contact_email varchar(160) not null,
    contact_phone varchar(30),
    subject varchar(150) not null,
    content text not null,
    opened_at timestamptz not null
);
