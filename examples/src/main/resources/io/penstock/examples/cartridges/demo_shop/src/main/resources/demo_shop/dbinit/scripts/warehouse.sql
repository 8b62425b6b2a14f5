-- Written so that it can run twice.
INSERT INTO warehouse (id, name, country_iso)
SELECT 'DemoShopOutletWarehouse.', 'Outlet', 'DE' WHERE NOT EXISTS (SELECT 1 FROM warehouse WHERE name = 'Outlet');
