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
