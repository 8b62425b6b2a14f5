-- A schema that makes it hard to tell what is personal: German and shortened names, columns without a speaking name, things named like people.
create function pick(words text[], n int) returns text language sql immutable as $$ select words[1 + (n % array_length(words, 1))] $$;

create table vorrat_vornamen (w text[]);
insert into vorrat_vornamen values (array['Anna','Jürgen','Sabine','Klaus','Petra','Uwe','Monika','Heiko','Birgit','Dieter','Katrin','Wolfgang','Ute','Stefan','Heike','Matthias','Silke','Frank','Antje','Holger','Renate','Bernd']);
create table vorrat_nachnamen (w text[]);
insert into vorrat_nachnamen values (array['Müller','Schmidt','Schneider','Fischer','Weber','Becker','Schulz','Hoffmann','Koch','Richter','Wolf','Schröder','Neumann','Braun','Zimmermann','Krüger','Hartmann','Lange','Krause','Lehmann','Vogel','Keller','Günther']);

create table kunde (kdnr varchar(12) primary key, anr varchar(6), vname varchar(40), nname varchar(60), gebdat date, tel1 varchar(30), handynr varchar(30), mailadr varchar(100) unique,
  str_hnr varchar(80), plz varchar(10), ort varchar(60), kto_inh varchar(80), bem text, kz_aktiv char(1), erf_dat timestamp, rabatt numeric(5, 2));
insert into kunde select 'K' || (100000 + n), case when n % 2 = 0 then 'Frau' else 'Herr' end, pick(v.w, n), pick(f.w, n * 7), date '1950-01-01' + (n * 97) % 18000,
  '0' || (30 + n % 60) || '/' || (200000 + n * 37), '+49 17' || (n % 10) || ' ' || (2000000 + n * 911), lower(translate(pick(f.w, n * 7), 'üöäß', 'uoas')) || n || '@post-fach.example',
  pick(array['Lindenweg','Hauptstraße','Am Markt','Goethestr.','Bahnhofstraße'], n) || ' ' || (1 + n % 120), lpad((10000 + n * 131)::text, 5, '0'), pick(array['Jena','Gera','Leipzig','Dresden','Köln','Ulm'], n),
  case when n % 3 = 0 then pick(v.w, n) || ' ' || pick(f.w, n * 7) end, case when n % 4 = 0 then 'Kunde wünscht Rückruf am Abend, bitte nicht vor acht' end, 'J', timestamp '2024-01-01' + n * interval '5 hours', n % 20
  from generate_series(1, 240) n, vorrat_vornamen v, vorrat_nachnamen f;

create table t_4711 (c1 int primary key, c2 varchar(80), c3 varchar(34), c4 varchar(30), c5 varchar(80), c6 date, c7 varchar(20), c8 numeric(10, 2), c9 varchar(45), c10 varchar(10), c11 varchar(80), c12 varchar(80),
  c13 text, c14 date, c15 varchar(60), c16 varchar(40));
insert into t_4711 select n, 'u' || n || '.' || lower(translate(pick(f.w, n), 'üöäß', 'uoas')) || '@web-mail.example',
  'DE' || lpad((98 - (('370400440' || lpad((532013000 + n)::text, 9, '0') || '131400')::numeric % 97))::text, 2, '0') || '370400440' || lpad((532013000 + n)::text, 9, '0'),
  '+49 30 ' || (90100000 + n * 31), pick(v.w, n) || ' ' || pick(f.w, n * 3), date '1948-05-01' + (n * 101) % 19000, 'AB-' || (1000 + n), n * 1.5, '203.0.113.' || (n % 250), pick(array['neu','alt','weg'], n),
  pick(array['Ahornweg','Schillerstraße','Parkallee','Mozartgasse'], n) || ' ' || (n % 90 + 1), '$2a$10$' || substr(md5(n::text) || md5((n + 1)::text), 1, 53),
  'Gespräch mit ' || pick(v.w, n) || ' ' || pick(f.w, n) || ' wegen der letzten Lieferung', date '2025-01-01' + n % 300, pick(f.w, n * 5), 'sk_live_' || md5(n::text) from generate_series(1, 220) n, vorrat_vornamen v, vorrat_nachnamen f;

create table produkt (id int primary key, name varchar(80), beschreibung text, hersteller varchar(60), preis numeric(8, 2), ean varchar(13), farbe varchar(20));
insert into produkt select n, pick(v.w, n) || ' ' || pick(array['Sessel','Lampe','Regal','Tisch'], n), 'Ein bequemes Möbelstück aus hellem Holz, leicht zu pflegen und in vielen Farben', pick(array['Holzwerk AG','Möbel Nord','Lichthaus'], n),
  n * 3.3, '40123456' || lpad(n::text, 5, '0'), pick(array['Rose','Jade','Olive','Amber','Iris','Violet'], n) from generate_series(1, 200) n, vorrat_vornamen v;

create table laender (iso char(2) primary key, name varchar(60), hauptstadt varchar(60));
insert into laender values ('DE', 'Deutschland', 'Berlin'), ('AT', 'Österreich', 'Wien'), ('CH', 'Schweiz', 'Bern'), ('FR', 'Frankreich', 'Paris'), ('IT', 'Italien', 'Rom');

create table lager (id int primary key, bezeichnung varchar(60), stadt varchar(60), kapazitaet int);
insert into lager values (1, 'Zentrallager', 'Leipzig', 9000), (2, 'Nord', 'Hamburg', 4000), (3, 'Süd', 'Ulm', 3000);

create table bestellung (id int primary key, kdnr varchar(12) references kunde, lief_name varchar(80), lief_str varchar(80), lief_plz varchar(10), lief_ort varchar(60), hinweis text, zahlart varchar(20), betrag numeric(10, 2), best_dat timestamp,
  status_kz char(2), gutschein varchar(20));
insert into bestellung select n, 'K' || (100001 + n % 240), pick(v.w, n) || ' ' || pick(f.w, n * 5), pick(array['Lindenweg','Hauptstraße','Gartenweg'], n) || ' ' || (n % 80 + 1), lpad((20000 + n * 17)::text, 5, '0'), pick(array['Jena','Köln','Ulm'], n),
  case when n % 5 = 0 then 'Bitte bei ' || pick(v.w, n) || ' ' || pick(f.w, n) || ' im Erdgeschoss abgeben' end, pick(array['Rechnung','Karte','Vorkasse'], n), n * 9.9, timestamp '2025-01-01' + n * interval '3 hours', pick(array['OK','NO'], n),
  case when n % 9 = 0 then 'SOMMER25' end from generate_series(1, 300) n, vorrat_vornamen v, vorrat_nachnamen f;

create table best_pos (best_id int references bestellung, pos int, produkt_id int references produkt, menge int, einzelpreis numeric(8, 2), primary key (best_id, pos));
insert into best_pos select n, 1, 1 + n % 200, n % 4 + 1, n from generate_series(1, 300) n;

create table log_eintrag (id bigint generated always as identity primary key, zeit timestamp, payload jsonb, meldung text, stufe varchar(8), dauer_ms int);
insert into log_eintrag (zeit, payload, meldung, stufe, dauer_ms) select timestamp '2025-03-01' + n * interval '1 minute', jsonb_build_object('op', pick(array['lesen','schreiben'], n), 'wer', jsonb_build_object('mail', 'p' || n || '@web-mail.example', 'rolle', 'kunde'),
  'von', '198.51.100.' || (n % 250), 'posten', jsonb_build_array(jsonb_build_object('nr', n, 'menge', 2))), 'Anmeldung von p' || n || '@web-mail.example war nach ' || (n % 4) || ' Versuchen gut', pick(array['INFO','WARN'], n), n % 900 from generate_series(1, 260) n;

create table api_zugang (id int primary key, bez varchar(40), schl varchar(80), rueckruf varchar(120), angelegt timestamp);
insert into api_zugang select n, 'Dienst ' || n, 'Zx' || translate(encode(sha256(n::text::bytea), 'base64'), '+/=', 'abC'), 'https://shop' || n || ':geheim' || n || '@dienst.example/rueckruf', timestamp '2024-05-01' + n * interval '1 day' from generate_series(1, 40) n;

create table mitarbeiter (persnr int primary key, kuerzel char(3), nam varchar(60), vorn varchar(40), eintritt date, gehalt numeric(10, 2), foto bytea, steuerid varchar(11), abt varchar(30), tel_durchwahl varchar(6), chef int references mitarbeiter);
insert into mitarbeiter select n, upper(substr(pick(v.w, n), 1, 1) || substr(pick(f.w, n), 1, 2)), pick(f.w, n), pick(v.w, n), date '2001-01-01' + n * 40, 3000 + n * 11, '\x89504e470d0a1a0a'::bytea, (10000000000 + n * 7919)::text, pick(array['Einkauf','Lager','IT'], n), (100 + n)::text,
  case when n > 1 then 1 end from generate_series(1, 60) n, vorrat_vornamen v, vorrat_nachnamen f;

create table einstellung (name varchar(60) primary key, wert varchar(200));
insert into einstellung values ('smtp.host', 'mail.shop.example'), ('smtp.user', 'versand@shop.example'), ('smtp.passwort', 'Tr0ub4dor&3'), ('seite.titel', 'Möbelhaus'), ('seite.groesse', '25'), ('bezahlung.schluessel', 'sk_live_51HabcdefGHIJKLmnop'), ('sprache', 'de'), ('waehrung', 'EUR');

create table beleg (id int primary key, dok xml, ausgestellt date);
insert into beleg select n, ('<beleg><an><name>' || pick(v.w, n) || ' ' || pick(f.w, n * 3) || '</name><mail>r' || n || '@web-mail.example</mail></an><summe>' || n || '.50</summe></beleg>')::xml, date '2025-02-01' + n % 200 from generate_series(1, 120) n, vorrat_vornamen v, vorrat_nachnamen f;

create table bewertung (id int primary key, produkt_id int references produkt, verfasser varchar(60), titel varchar(80), txt text, sterne int);
insert into bewertung select n, 1 + n % 200, pick(v.w, n) || ' ' || left(pick(f.w, n), 1) || '.', pick(array['Sehr gut','Geht so','Nie wieder'], n), 'Der Aufbau war leicht, und das Möbelstück steht nun bei uns im Flur. Gruß, ' || pick(v.w, n) || ' ' || pick(f.w, n), n % 5 + 1
  from generate_series(1, 180) n, vorrat_vornamen v, vorrat_nachnamen f;

create table umfrage (id int primary key, f1 varchar(40), f2 varchar(40), f3 text, f4 int);
insert into umfrage select n, pick(array['ja','nein','weiß nicht'], n), pick(array['1-2','3-5','mehr'], n), 'Die Lieferung kam schneller als gedacht und war gut verpackt', n % 10 from generate_series(1, 150) n;

create table merkmal (code varchar(10) primary key, name_de varchar(40), name_en varchar(40), typ varchar(10), mail_vorlage varchar(40), adresse_pflicht boolean);
insert into merkmal select 'M' || n, 'Merkmal ' || n, 'Feature ' || n, 'text', 'vorlage-' || n, n % 2 = 0 from generate_series(1, 40) n;

create table sitzung (sid varchar(64) primary key, kdnr varchar(12) references kunde, ip varchar(45), beginn timestamp);
insert into sitzung select md5(n::text) || md5((n + 7)::text), 'K' || (100001 + n % 240), '192.0.2.' || (n % 250), timestamp '2025-04-01' + n * interval '1 hour' from generate_series(1, 80) n;

comment on column api_zugang.schl is 'Zugriffsschlüssel des Dienstes';
comment on table beleg is 'Fragen an frau.kraemer@shop.example';
create view stammkunden as select kdnr, nname from kunde where mailadr <> 'gisela.thielemann@post-fach.example';
drop table vorrat_vornamen;
drop table vorrat_nachnamen;
analyze;
