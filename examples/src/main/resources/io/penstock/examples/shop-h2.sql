-- The example shop on H2. Its twin for PostgreSQL is shop-postgresql.sql: same tables, same columns in the same order.
-- Business objects have identifiers of 24 characters; the part below "after the load" runs when all rows are in.

-- Where the shop sells -------------------------------------------------------------------------------------------

create table country (
    iso char(2) not null,
    name varchar(60) not null,
    dial_code varchar(6) not null,
    in_eu boolean not null default false
);

create table currency (
    code char(3) not null,
    name varchar(40) not null,
    digits smallint not null default 2 check (digits between 0 and 3)
);

create table tax_class (
    name varchar(20) not null,
    rate numeric(5, 2) not null check (rate >= 0)
);

create table site_domain (
    id varchar(24) not null,
    name varchar(60) not null,
    host varchar(120) not null
);

create table site (
    id varchar(24) not null,
    domain_id varchar(24) not null,
    name varchar(60) not null,
    opened date not null
);

create table channel (
    id varchar(24) not null,
    site_id varchar(24) not null,
    name varchar(60) not null,
    currency_code char(3) not null,
    locales varchar(40) array not null
);

-- People ---------------------------------------------------------------------------------------------------------

create table organization (
    id varchar(24) not null,
    name varchar(120) not null,
    vat_id varchar(16),
    country_iso char(2) not null,
    credit_limit numeric(12, 2) not null default 0 check (credit_limit >= 0),
    created_at timestamp with time zone not null
);

create table customer (
    id varchar(24) not null,
    customer_no varchar(20) not null,
    organization_id varchar(24),
    first_name varchar(60) not null,
    last_name varchar(80) not null,
    email varchar(160) not null,
    country_iso char(2) not null,
    preferred_address_id varchar(24),
    status varchar(10) not null default 'active' check (status in ('active', 'locked', 'deleted')),
    created_at timestamp with time zone not null
);

create table customer_profile (
    customer_id varchar(24) not null,
    gender char(1) check (gender in ('f', 'm', 'x')),
    birth_date date,
    phone varchar(30),
    mobile varchar(30),
    loyalty_no varchar(12),
    attributes json not null
);

create table address (
    id varchar(24) not null,
    customer_id varchar(24) not null,
    alias varchar(20) not null,
    full_name varchar(150) not null,
    company varchar(120),
    street varchar(120) not null,
    postal_code varchar(12) not null,
    city varchar(80) not null,
    country_iso char(2) not null,
    phone varchar(30)
);

create table shop_user (
    id varchar(24) not null,
    customer_id varchar(24) not null,
    login varchar(80) not null,
    password_hash varchar(80) not null,
    last_login_at timestamp with time zone,
    last_login_ip varchar(45),
    failed_logins integer not null default 0
);

create table shop_role (
    name varchar(30) not null,
    description varchar(200)
);

create table user_role (
    user_id varchar(24) not null,
    role_name varchar(30) not null,
    granted_at timestamp with time zone not null
);

create table user_session (
    token varchar(64) not null,
    user_id varchar(24) not null,
    ip_address varchar(45) not null,
    user_agent varchar(200),
    started_at timestamp with time zone not null
);

create table newsletter_subscription (
    id varchar(24) not null,
    channel_id varchar(24) not null,
    customer_id varchar(24),
    email varchar(160) not null,
    confirmed boolean not null default false,
    subscribed_at timestamp with time zone not null
);

create table consent_record (
    customer_id varchar(24) not null,
    purpose varchar(30) not null,
    version integer not null,
    granted boolean not null,
    ip_address varchar(45),
    recorded_at timestamp with time zone not null
);

create table payment_instrument (
    id varchar(24) not null,
    customer_id varchar(24) not null,
    kind varchar(10) not null check (kind in ('iban', 'card')),
    holder varchar(150) not null,
    iban varchar(34),
    card_mask varchar(20),
    legacy_card_number varchar(19),
    expires date
);

-- Catalog --------------------------------------------------------------------------------------------------------

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
    tags varchar(40) array,
    created_at timestamp with time zone not null
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
    counted_at timestamp with time zone not null
);

create table media (
    id varchar(24) not null,
    product_id varchar(24),
    path varchar(200) not null,
    mime_type varchar(40) not null,
    thumbnail varbinary(4000)
);

create table localized_text (
    owner_id varchar(24) not null,
    locale varchar(10) not null,
    name varchar(30) not null,
    content varchar(4000) not null
);

-- Orders ---------------------------------------------------------------------------------------------------------

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
    ordered_at timestamp with time zone not null
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
    paid_at timestamp with time zone
);

create table shipment (
    id varchar(24) not null,
    order_id varchar(24) not null,
    warehouse_id varchar(24) not null,
    carrier varchar(30) not null,
    tracking_code varchar(30) not null,
    recipient varchar(150) not null,
    shipped_at timestamp with time zone
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
    remark varchar(4000),
    received_at timestamp with time zone
);

create table basket (
    id varchar(24) not null,
    customer_id varchar(24),
    channel_id varchar(24) not null,
    changed_at timestamp with time zone not null
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
    added_at timestamp with time zone not null
);

-- Content and marketing ------------------------------------------------------------------------------------------

create table cms_page (
    id varchar(24) not null,
    site_id varchar(24) not null,
    path varchar(120) not null,
    title varchar(120) not null,
    published boolean not null default false
);

create table cms_component (
    id varchar(24) not null,
    page_id varchar(24) not null,
    slot varchar(30) not null,
    configuration json not null
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
    redeemed_at timestamp with time zone
);

create table gift_card (
    id varchar(24) not null,
    code varchar(20) not null,
    buyer_id varchar(24),
    recipient_name varchar(150),
    recipient_email varchar(160),
    message varchar(4000),
    balance numeric(12, 2) not null
);

create table review (
    id varchar(24) not null,
    product_id varchar(24) not null,
    customer_id varchar(24),
    author varchar(150) not null,
    stars smallint not null check (stars between 1 and 5),
    content varchar(4000) not null,
    written_at timestamp with time zone not null
);

create table support_ticket (
    id varchar(24) not null,
    ticket_no varchar(20) not null,
    customer_id varchar(24) not null,
    order_id varchar(24),
    contact_email varchar(160) not null,
    contact_phone varchar(30),
    subject varchar(150) not null,
    content varchar(4000) not null,
    opened_at timestamp with time zone not null
);

create table search_query (
    id bigint not null generated by default as identity,
    channel_id varchar(24) not null,
    query varchar(200) not null,
    hits integer not null,
    searched_at timestamp with time zone not null
);

-- Operation: differs between environments ------------------------------------------------------------------------

create table preference (
    id varchar(24) not null,
    site_id varchar(24) not null,
    name varchar(80) not null,
    content varchar(400),
    changed_at timestamp with time zone not null
);

create table job_configuration (
    id varchar(24) not null,
    name varchar(60) not null,
    target_url varchar(200),
    active boolean not null default false,
    parameters json not null
);

create table job_schedule (
    job_id varchar(24) not null,
    position integer not null,
    cron varchar(40) not null,
    time_zone varchar(40) not null default 'Europe/Berlin'
);

create table import_log (
    id bigint not null generated by default as identity,
    job_id varchar(24),
    file_name varchar(200) not null,
    imported_rows integer not null,
    finished_at timestamp with time zone
);

create table audit_log (
    id bigint not null generated by default as identity,
    customer_id varchar(24),
    action varchar(30) not null,
    details json not null,
    happened_at timestamp with time zone not null
);

-- after the load -------------------------------------------------------------------------------------------------

alter table country add primary key (iso);
alter table currency add primary key (code);
alter table tax_class add primary key (name);
alter table site_domain add primary key (id);
alter table site add primary key (id);
alter table channel add primary key (id);
alter table organization add primary key (id);
alter table customer add primary key (id);
alter table customer_profile add primary key (customer_id);
alter table address add primary key (id);
alter table shop_user add primary key (id);
alter table shop_role add primary key (name);
alter table user_role add primary key (user_id, role_name);
alter table user_session add primary key (token);
alter table newsletter_subscription add primary key (id);
alter table consent_record add primary key (customer_id, purpose, version);
alter table payment_instrument add primary key (id);
alter table category add primary key (id);
alter table product add primary key (id);
alter table product_attribute add primary key (product_id, name, locale);
alter table product_category add primary key (product_id, category_id);
alter table price_list add primary key (id);
alter table price add primary key (product_id, price_list_id, min_quantity);
alter table warehouse add primary key (id);
alter table stock add primary key (product_id, warehouse_id);
alter table media add primary key (id);
alter table localized_text add primary key (owner_id, locale, name);
alter table customer_order add primary key (id);
alter table order_line add primary key (order_id, line_no);
alter table payment add primary key (id);
alter table shipment add primary key (id);
alter table invoice add primary key (invoice_no);
alter table order_return add primary key (id);
alter table basket add primary key (id);
alter table basket_line add primary key (basket_id, line_no);
alter table wish_list add primary key (customer_id, product_id);
alter table cms_page add primary key (id);
alter table cms_component add primary key (id);
alter table promotion add primary key (id);
alter table coupon add primary key (code);
alter table gift_card add primary key (id);
alter table review add primary key (id);
alter table support_ticket add primary key (id);
alter table search_query add primary key (id);
alter table preference add primary key (id);
alter table job_configuration add primary key (id);
alter table job_schedule add primary key (job_id, position);
alter table import_log add primary key (id);
alter table audit_log add primary key (id);

alter table site_domain add unique (name);
alter table site add unique (name);
alter table channel add unique (site_id, name);
alter table customer add unique (customer_no);
alter table customer add unique (email);
alter table customer_profile add unique (loyalty_no);
alter table address add unique (customer_id, alias);
alter table shop_user add unique (login);
alter table newsletter_subscription add unique (email, channel_id);
alter table product add unique (sku);
alter table media add unique (path);
alter table customer_order add unique (order_no);
alter table cms_page add unique (site_id, path);
alter table gift_card add unique (code);
alter table support_ticket add unique (ticket_no);
alter table preference add unique (site_id, name);
alter table job_configuration add unique (name);

create index customer_by_name on customer (last_name, first_name);
create index customer_by_organization on customer (organization_id);
create index shop_user_by_customer on shop_user (customer_id);
create index user_session_by_user on user_session (user_id);
create index newsletter_subscription_by_customer on newsletter_subscription (customer_id);
create index payment_instrument_by_customer on payment_instrument (customer_id);
create index category_by_parent on category (parent_id);
create index product_by_name on product (name);
create index product_category_by_category on product_category (category_id, position);
create index media_by_product on media (product_id);
create index customer_order_by_customer on customer_order (customer_id, ordered_at);
create index customer_order_by_time on customer_order (ordered_at);
create index order_line_by_product on order_line (product_id);
create index payment_by_order on payment (order_id);
create index shipment_by_order on shipment (order_id);
create index invoice_by_order on invoice (order_id);
create index order_return_by_line on order_return (order_id, line_no);
create index basket_by_customer on basket (customer_id);
create index review_by_product on review (product_id, written_at);
create index support_ticket_by_customer on support_ticket (customer_id);
create index audit_log_by_customer on audit_log (customer_id, happened_at);

-- The generator keeps these keys by construction (a test counts); to look at every row again would take half a second.
alter table site add foreign key (domain_id) references site_domain (id) nocheck;
alter table channel add foreign key (site_id) references site (id) nocheck;
alter table channel add foreign key (currency_code) references currency (code) nocheck;
alter table organization add foreign key (country_iso) references country (iso) nocheck;
alter table customer add foreign key (organization_id) references organization (id) nocheck;
alter table customer add foreign key (country_iso) references country (iso) nocheck;
-- Customer and address refer to each other: the one cycle of the schema.
alter table customer add foreign key (preferred_address_id) references address (id) nocheck;
alter table address add foreign key (customer_id) references customer (id) nocheck;
alter table address add foreign key (country_iso) references country (iso) nocheck;
alter table customer_profile add foreign key (customer_id) references customer (id) nocheck;
alter table shop_user add foreign key (customer_id) references customer (id) nocheck;
alter table user_role add foreign key (user_id) references shop_user (id) nocheck;
alter table user_role add foreign key (role_name) references shop_role (name) nocheck;
alter table user_session add foreign key (user_id) references shop_user (id) on delete cascade nocheck;
alter table newsletter_subscription add foreign key (channel_id) references channel (id) nocheck;
alter table newsletter_subscription add foreign key (customer_id) references customer (id) nocheck;
alter table consent_record add foreign key (customer_id) references customer (id) nocheck;
alter table payment_instrument add foreign key (customer_id) references customer (id) nocheck;
alter table category add foreign key (parent_id) references category (id) nocheck;
alter table product add foreign key (tax_class_name) references tax_class (name) nocheck;
alter table product_attribute add foreign key (product_id) references product (id) nocheck;
alter table product_category add foreign key (product_id) references product (id) nocheck;
alter table product_category add foreign key (category_id) references category (id) nocheck;
alter table price_list add foreign key (currency_code) references currency (code) nocheck;
alter table price add foreign key (product_id) references product (id) nocheck;
alter table price add foreign key (price_list_id) references price_list (id) nocheck;
alter table warehouse add foreign key (country_iso) references country (iso) nocheck;
alter table stock add foreign key (product_id) references product (id) nocheck;
alter table stock add foreign key (warehouse_id) references warehouse (id) nocheck;
alter table media add foreign key (product_id) references product (id) nocheck;
alter table localized_text add foreign key (owner_id) references product (id) nocheck;
alter table customer_order add foreign key (customer_id) references customer (id) nocheck;
alter table customer_order add foreign key (channel_id) references channel (id) nocheck;
alter table customer_order add foreign key (shipping_address_id) references address (id) nocheck;
alter table customer_order add foreign key (currency_code) references currency (code) nocheck;
alter table order_line add foreign key (order_id) references customer_order (id) nocheck;
alter table order_line add foreign key (product_id) references product (id) nocheck;
alter table payment add foreign key (order_id) references customer_order (id) nocheck;
alter table payment add foreign key (instrument_id) references payment_instrument (id) nocheck;
alter table shipment add foreign key (order_id) references customer_order (id) nocheck;
alter table shipment add foreign key (warehouse_id) references warehouse (id) nocheck;
alter table invoice add foreign key (order_id) references customer_order (id) nocheck;
alter table order_return add foreign key (order_id, line_no) references order_line (order_id, line_no) nocheck;
alter table basket add foreign key (customer_id) references customer (id) nocheck;
alter table basket add foreign key (channel_id) references channel (id) nocheck;
alter table basket_line add foreign key (basket_id) references basket (id) on delete cascade nocheck;
alter table basket_line add foreign key (product_id) references product (id) nocheck;
alter table wish_list add foreign key (customer_id) references customer (id) nocheck;
alter table wish_list add foreign key (product_id) references product (id) nocheck;
alter table cms_page add foreign key (site_id) references site (id) nocheck;
alter table cms_component add foreign key (page_id) references cms_page (id) nocheck;
alter table coupon add foreign key (promotion_id) references promotion (id) nocheck;
alter table coupon add foreign key (redeemed_by) references customer (id) nocheck;
alter table gift_card add foreign key (buyer_id) references customer (id) nocheck;
alter table review add foreign key (product_id) references product (id) nocheck;
alter table review add foreign key (customer_id) references customer (id) nocheck;
alter table support_ticket add foreign key (customer_id) references customer (id) nocheck;
alter table support_ticket add foreign key (order_id) references customer_order (id) nocheck;
alter table search_query add foreign key (channel_id) references channel (id) nocheck;
alter table preference add foreign key (site_id) references site (id) nocheck;
alter table job_schedule add foreign key (job_id) references job_configuration (id) nocheck;
alter table import_log add foreign key (job_id) references job_configuration (id) nocheck;
alter table audit_log add foreign key (customer_id) references customer (id) nocheck;

create view customer_overview as
    select c.id, c.customer_no, c.first_name, c.last_name, c.email, count(o.id) as orders, max(o.ordered_at) as last_order
    from customer c left join customer_order o on o.customer_id = c.id
    group by c.id, c.customer_no, c.first_name, c.last_name, c.email;

create view sellable_product as
    select p.id, p.sku, p.name, sum(s.quantity) as available
    from product p join stock s on s.product_id = p.id
    where p.online
    group by p.id, p.sku, p.name
    having sum(s.quantity) > 0;

create view open_order as
    select o.id, o.order_no, v.customer_no, v.email, o.total
    from customer_order o join customer_overview v on v.id = o.customer_id
    where o.status in ('new', 'paid');
