-- units by links
SELECT node FROM (WITH ends AS (SELECT c.node AS node FROM changed AS c UNION SELECT c.value_node AS node FROM changed AS c),
concerned AS (SELECT entity_id, family FROM "UNIFIED_STAGING"."identity" WHERE node IN (SELECT node FROM ends))
SELECT node FROM ends UNION SELECT node FROM "UNIFIED_STAGING"."identity" WHERE entity_id IN (SELECT entity_id FROM concerned WHERE entity_id IS NOT NULL) UNION SELECT node FROM "UNIFIED_STAGING"."identity" WHERE family IN (SELECT family FROM concerned WHERE family IS NOT NULL)) AS family;

INSERT INTO "etl_work_identity_told" SELECT node, value_node, tier, identity, claim_type FROM "UNIFIED_STAGING"."identity_link" AS l WHERE tier IS NOT NULL;

INSERT INTO "etl_work_identity_node" SELECT row_number() OVER (ORDER BY length(key), key), key, min(rank), max(identity) FROM (
SELECT node AS key, CASE WHEN node LIKE '%/interaction_participant/%' THEN 5 ELSE 2 END AS rank, NULL AS identity FROM "etl_work_identity_told"
UNION ALL SELECT value_node, CASE WHEN claim_type = 'record' THEN 2 WHEN identity IS NULL THEN 4 WHEN tier = 1 THEN 1 ELSE 3 END, identity FROM "etl_work_identity_told"
) AS nodes GROUP BY key;

INSERT INTO "etl_work_identity_edge" SELECT min(l.tier), a.id, b.id FROM "etl_work_identity_told" AS l
JOIN "etl_work_identity_node" AS a ON a.key = l.node JOIN "etl_work_identity_node" AS b ON b.key = l.value_node
WHERE l.node <> l.value_node GROUP BY a.id, b.id;

INSERT INTO "etl_work_identity_large" SELECT 0, count(*) FROM "etl_work_identity_edge" AS e HAVING count(*) >= 200000;

-- if that changes rows;

INSERT INTO "etl_work_identity_link" SELECT 0, 0, a, b FROM "etl_work_identity_edge" AS e WHERE a <> b UNION ALL SELECT 0, 0, b, a FROM "etl_work_identity_edge" AS e WHERE a <> b;

INSERT INTO "etl_work_identity_head"
SELECT 0, round, a, CASE WHEN min(((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) < min(((a * (1327217885 + round * 104729) + round * 40503) % 2147483647)) THEN min_by(b, ((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) ELSE a END
FROM "etl_work_identity_link" WHERE phase = 0 AND round = (SELECT max(round) FROM "etl_work_identity_link" WHERE phase = 0) AND round > coalesce((SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 0), -1) GROUP BY round, a;

-- until nothing changes
INSERT INTO "etl_work_identity_half" SELECT 0, l.round, x.r, l.b
FROM (SELECT * FROM "etl_work_identity_link" WHERE phase = 0 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 0) AND a % 4 = 0) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 0 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 0) AND a % 4 = 0) AS x ON x.a = l.a;
INSERT INTO "etl_work_identity_half" SELECT 0, l.round, x.r, l.b
FROM (SELECT * FROM "etl_work_identity_link" WHERE phase = 0 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 0) AND a % 4 = 1) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 0 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 0) AND a % 4 = 1) AS x ON x.a = l.a;
INSERT INTO "etl_work_identity_half" SELECT 0, l.round, x.r, l.b
FROM (SELECT * FROM "etl_work_identity_link" WHERE phase = 0 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 0) AND a % 4 = 2) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 0 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 0) AND a % 4 = 2) AS x ON x.a = l.a;
INSERT INTO "etl_work_identity_half" SELECT 0, l.round, x.r, l.b
FROM (SELECT * FROM "etl_work_identity_link" WHERE phase = 0 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 0) AND a % 4 = 3) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 0 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 0) AND a % 4 = 3) AS x ON x.a = l.a;
INSERT INTO "etl_work_identity_link" SELECT DISTINCT 0, l.round + 1, l.r, y.r
FROM (SELECT * FROM "etl_work_identity_half" WHERE phase = 0 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 0) AND b % 4 = 0) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 0 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 0) AND a % 4 = 0) AS y ON y.a = l.b WHERE l.r <> y.r;
INSERT INTO "etl_work_identity_link" SELECT DISTINCT 0, l.round + 1, l.r, y.r
FROM (SELECT * FROM "etl_work_identity_half" WHERE phase = 0 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 0) AND b % 4 = 1) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 0 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 0) AND a % 4 = 1) AS y ON y.a = l.b WHERE l.r <> y.r;
INSERT INTO "etl_work_identity_link" SELECT DISTINCT 0, l.round + 1, l.r, y.r
FROM (SELECT * FROM "etl_work_identity_half" WHERE phase = 0 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 0) AND b % 4 = 2) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 0 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 0) AND a % 4 = 2) AS y ON y.a = l.b WHERE l.r <> y.r;
INSERT INTO "etl_work_identity_link" SELECT DISTINCT 0, l.round + 1, l.r, y.r
FROM (SELECT * FROM "etl_work_identity_half" WHERE phase = 0 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 0) AND b % 4 = 3) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 0 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 0) AND a % 4 = 3) AS y ON y.a = l.b WHERE l.r <> y.r;
INSERT INTO "etl_work_identity_head"
SELECT 0, round, a, CASE WHEN min(((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) < min(((a * (1327217885 + round * 104729) + round * 40503) % 2147483647)) THEN min_by(b, ((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) ELSE a END
FROM "etl_work_identity_link" WHERE phase = 0 AND round = (SELECT max(round) FROM "etl_work_identity_link" WHERE phase = 0) AND round > coalesce((SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 0), -1) GROUP BY round, a;

-- until nothing changes
INSERT INTO "etl_work_identity_label" SELECT 0, h.round, h.a, coalesce(f.r, h.r)
FROM (SELECT * FROM "etl_work_identity_head" WHERE phase = 0 AND round = coalesce((SELECT min(round) FROM "etl_work_identity_label" WHERE phase = 0) - 1, (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 0))) AS h
LEFT JOIN (SELECT a, r FROM "etl_work_identity_label" WHERE phase = 0 AND round = (SELECT min(round) FROM "etl_work_identity_label" WHERE phase = 0)) AS f ON f.a = h.r;

-- otherwise;

INSERT INTO "etl_work_identity_link" SELECT 0, 0, a, b FROM "etl_work_identity_edge" AS e WHERE a <> b UNION ALL SELECT 0, 0, b, a FROM "etl_work_identity_edge" AS e WHERE a <> b;

INSERT INTO "etl_work_identity_head"
SELECT 0, round, a, CASE WHEN min(((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) < min(((a * (1327217885 + round * 104729) + round * 40503) % 2147483647)) THEN min_by(b, ((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) ELSE a END
FROM "etl_work_identity_link" WHERE phase = 0 AND round = (SELECT max(round) FROM "etl_work_identity_link" WHERE phase = 0) AND round > coalesce((SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 0), -1) GROUP BY round, a;

-- until nothing changes
INSERT INTO "etl_work_identity_half" SELECT 0, l.round, x.r, l.b
FROM (SELECT * FROM "etl_work_identity_link" WHERE phase = 0 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 0) AND a % 1 = 0) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 0 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 0) AND a % 1 = 0) AS x ON x.a = l.a;
INSERT INTO "etl_work_identity_link" SELECT DISTINCT 0, l.round + 1, l.r, y.r
FROM (SELECT * FROM "etl_work_identity_half" WHERE phase = 0 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 0) AND b % 1 = 0) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 0 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 0) AND a % 1 = 0) AS y ON y.a = l.b WHERE l.r <> y.r;
INSERT INTO "etl_work_identity_head"
SELECT 0, round, a, CASE WHEN min(((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) < min(((a * (1327217885 + round * 104729) + round * 40503) % 2147483647)) THEN min_by(b, ((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) ELSE a END
FROM "etl_work_identity_link" WHERE phase = 0 AND round = (SELECT max(round) FROM "etl_work_identity_link" WHERE phase = 0) AND round > coalesce((SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 0), -1) GROUP BY round, a;

-- until nothing changes
INSERT INTO "etl_work_identity_label" SELECT 0, h.round, h.a, coalesce(f.r, h.r)
FROM (SELECT * FROM "etl_work_identity_head" WHERE phase = 0 AND round = coalesce((SELECT min(round) FROM "etl_work_identity_label" WHERE phase = 0) - 1, (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 0))) AS h
LEFT JOIN (SELECT a, r FROM "etl_work_identity_label" WHERE phase = 0 AND round = (SELECT min(round) FROM "etl_work_identity_label" WHERE phase = 0)) AS f ON f.a = h.r;

-- end;

INSERT INTO "etl_work_identity_mark" SELECT id, identity FROM "etl_work_identity_node" WHERE identity IS NOT NULL;

INSERT INTO "etl_work_identity_mark" SELECT id, 'never/0' FROM "etl_work_identity_node" WHERE key IN ('contact/crm/person/contact:1', 'contact/crm/interaction_participant/contact:1', 'company/crm/organization/contact:1', 'deal/crm/opportunity/contact:1', 'contact/crm/person/contact:2', 'contact/crm/interaction_participant/contact:2', 'company/crm/organization/contact:2', 'deal/crm/opportunity/contact:2');

INSERT INTO "etl_work_identity_suspect" SELECT DISTINCT r FROM (
SELECT coalesce(l.r, m.id) AS r, m.key FROM "etl_work_identity_mark" AS m LEFT JOIN "etl_work_identity_label" AS l ON l.phase = 0 AND l.round = 0 AND l.a = m.id
GROUP BY coalesce(l.r, m.id), m.key HAVING count(*) > 1) AS several;

-- if that changes rows;

INSERT INTO "etl_work_identity_dispute" SELECT e.tier, e.a, e.b FROM "etl_work_identity_edge" AS e
JOIN "etl_work_identity_label" AS l ON l.phase = 0 AND l.round = 0 AND l.a = e.a JOIN "etl_work_identity_suspect" AS s ON s.r = l.r;

INSERT INTO "etl_work_identity_bond" SELECT d.tier, d.a, d.b, coalesce(x.r, d.a), coalesce(y.r, d.b) FROM "etl_work_identity_dispute" AS d
LEFT JOIN "etl_work_identity_label" AS x ON x.phase = 99 AND x.round = 0 AND x.a = d.a
LEFT JOIN "etl_work_identity_label" AS y ON y.phase = 99 AND y.round = 0 AND y.a = d.b
WHERE d.tier = 1 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b);

-- if that changes rows;

INSERT INTO "etl_work_identity_holding" SELECT DISTINCT 1, coalesce(l.r, m.id), m.key, m.id FROM "etl_work_identity_mark" AS m
LEFT JOIN "etl_work_identity_label" AS l ON l.phase = 99 AND l.round = 0 AND l.a = m.id
LEFT JOIN "etl_work_identity_label" AS c ON c.phase = 0 AND c.round = 0 AND c.a = m.id
JOIN "etl_work_identity_label" AS whole ON whole.phase = 0 AND whole.round = 0 AND whole.a = m.id JOIN "etl_work_identity_suspect" AS s ON s.r = whole.r
WHERE m.key LIKE 'never/%';

INSERT INTO "etl_work_identity_refusal" SELECT DISTINCT e.tier, e.a, e.b, 'value' FROM (SELECT * FROM "etl_work_identity_bond" WHERE tier = 1) AS e
JOIN (SELECT b, key, max(CASE WHEN is_own = 1 THEN core END) AS owner FROM (
SELECT e.b, h.key, h.core, 0 AS is_own FROM (SELECT * FROM "etl_work_identity_bond" WHERE tier = 1) AS e JOIN "etl_work_identity_holding" AS h ON h.tier = 1 AND h.cluster = e.ca
UNION SELECT e.b, h.key, h.core, 1 AS is_own FROM (SELECT * FROM "etl_work_identity_bond" WHERE tier = 1) AS e JOIN "etl_work_identity_holding" AS h ON h.tier = 1 AND h.cluster = e.cb
) AS touched WHERE touched.key LIKE 'never/%' GROUP BY b, key HAVING count(DISTINCT core) > 1) AS torn ON torn.b = e.b
LEFT JOIN "etl_work_identity_holding" AS h ON h.tier = 1 AND h.cluster = e.ca AND h.key = torn.key
WHERE torn.owner IS NULL OR h.core <> torn.owner;

INSERT INTO "etl_work_identity_refusal" SELECT e.tier, e.a, e.b, 'bridge' FROM "etl_work_identity_dispute" AS e
LEFT JOIN "etl_work_identity_label" AS x ON x.phase = 99 AND x.round = 0 AND x.a = e.a
JOIN (SELECT DISTINCT cluster FROM (SELECT ca AS cluster, key FROM (
SELECT e.ca, v.key, v.core FROM (SELECT * FROM "etl_work_identity_bond" AS e WHERE tier = 1 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = e.tier AND f.a = e.a AND f.b = e.b)) AS e JOIN (
SELECT e.b, h.key, h.core, 0 AS is_own FROM (SELECT * FROM "etl_work_identity_bond" AS e WHERE tier = 1 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = e.tier AND f.a = e.a AND f.b = e.b)) AS e JOIN "etl_work_identity_holding" AS h ON h.tier = 1 AND h.cluster = e.ca
UNION SELECT e.b, h.key, h.core, 1 AS is_own FROM (SELECT * FROM "etl_work_identity_bond" AS e WHERE tier = 1 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = e.tier AND f.a = e.a AND f.b = e.b)) AS e JOIN "etl_work_identity_holding" AS h ON h.tier = 1 AND h.cluster = e.cb
) AS v ON v.b = e.b
) AS reached GROUP BY ca, key HAVING count(DISTINCT core) > 1) AS torn) AS bridge ON bridge.cluster = coalesce(x.r, e.a)
WHERE e.tier >= 1 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = e.tier AND f.a = e.a AND f.b = e.b);

INSERT INTO "etl_work_identity_large" SELECT 1, count(*) FROM (SELECT a, b FROM "etl_work_identity_dispute" AS d WHERE tier <= 1 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b)) AS e HAVING count(*) >= 200000;

-- if that changes rows;

INSERT INTO "etl_work_identity_link" SELECT 1, 0, a, b FROM (SELECT a, b FROM "etl_work_identity_dispute" AS d WHERE tier <= 1 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b)) AS e WHERE a <> b UNION ALL SELECT 1, 0, b, a FROM (SELECT a, b FROM "etl_work_identity_dispute" AS d WHERE tier <= 1 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b)) AS e WHERE a <> b;

INSERT INTO "etl_work_identity_head"
SELECT 1, round, a, CASE WHEN min(((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) < min(((a * (1327217885 + round * 104729) + round * 40503) % 2147483647)) THEN min_by(b, ((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) ELSE a END
FROM "etl_work_identity_link" WHERE phase = 1 AND round = (SELECT max(round) FROM "etl_work_identity_link" WHERE phase = 1) AND round > coalesce((SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 1), -1) GROUP BY round, a;

-- until nothing changes
INSERT INTO "etl_work_identity_half" SELECT 1, l.round, x.r, l.b
FROM (SELECT * FROM "etl_work_identity_link" WHERE phase = 1 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 1) AND a % 4 = 0) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 1 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 1) AND a % 4 = 0) AS x ON x.a = l.a;
INSERT INTO "etl_work_identity_half" SELECT 1, l.round, x.r, l.b
FROM (SELECT * FROM "etl_work_identity_link" WHERE phase = 1 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 1) AND a % 4 = 1) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 1 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 1) AND a % 4 = 1) AS x ON x.a = l.a;
INSERT INTO "etl_work_identity_half" SELECT 1, l.round, x.r, l.b
FROM (SELECT * FROM "etl_work_identity_link" WHERE phase = 1 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 1) AND a % 4 = 2) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 1 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 1) AND a % 4 = 2) AS x ON x.a = l.a;
INSERT INTO "etl_work_identity_half" SELECT 1, l.round, x.r, l.b
FROM (SELECT * FROM "etl_work_identity_link" WHERE phase = 1 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 1) AND a % 4 = 3) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 1 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 1) AND a % 4 = 3) AS x ON x.a = l.a;
INSERT INTO "etl_work_identity_link" SELECT DISTINCT 1, l.round + 1, l.r, y.r
FROM (SELECT * FROM "etl_work_identity_half" WHERE phase = 1 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 1) AND b % 4 = 0) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 1 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 1) AND a % 4 = 0) AS y ON y.a = l.b WHERE l.r <> y.r;
INSERT INTO "etl_work_identity_link" SELECT DISTINCT 1, l.round + 1, l.r, y.r
FROM (SELECT * FROM "etl_work_identity_half" WHERE phase = 1 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 1) AND b % 4 = 1) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 1 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 1) AND a % 4 = 1) AS y ON y.a = l.b WHERE l.r <> y.r;
INSERT INTO "etl_work_identity_link" SELECT DISTINCT 1, l.round + 1, l.r, y.r
FROM (SELECT * FROM "etl_work_identity_half" WHERE phase = 1 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 1) AND b % 4 = 2) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 1 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 1) AND a % 4 = 2) AS y ON y.a = l.b WHERE l.r <> y.r;
INSERT INTO "etl_work_identity_link" SELECT DISTINCT 1, l.round + 1, l.r, y.r
FROM (SELECT * FROM "etl_work_identity_half" WHERE phase = 1 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 1) AND b % 4 = 3) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 1 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 1) AND a % 4 = 3) AS y ON y.a = l.b WHERE l.r <> y.r;
INSERT INTO "etl_work_identity_head"
SELECT 1, round, a, CASE WHEN min(((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) < min(((a * (1327217885 + round * 104729) + round * 40503) % 2147483647)) THEN min_by(b, ((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) ELSE a END
FROM "etl_work_identity_link" WHERE phase = 1 AND round = (SELECT max(round) FROM "etl_work_identity_link" WHERE phase = 1) AND round > coalesce((SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 1), -1) GROUP BY round, a;

-- until nothing changes
INSERT INTO "etl_work_identity_label" SELECT 1, h.round, h.a, coalesce(f.r, h.r)
FROM (SELECT * FROM "etl_work_identity_head" WHERE phase = 1 AND round = coalesce((SELECT min(round) FROM "etl_work_identity_label" WHERE phase = 1) - 1, (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 1))) AS h
LEFT JOIN (SELECT a, r FROM "etl_work_identity_label" WHERE phase = 1 AND round = (SELECT min(round) FROM "etl_work_identity_label" WHERE phase = 1)) AS f ON f.a = h.r;

-- otherwise;

INSERT INTO "etl_work_identity_link" SELECT 1, 0, a, b FROM (SELECT a, b FROM "etl_work_identity_dispute" AS d WHERE tier <= 1 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b)) AS e WHERE a <> b UNION ALL SELECT 1, 0, b, a FROM (SELECT a, b FROM "etl_work_identity_dispute" AS d WHERE tier <= 1 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b)) AS e WHERE a <> b;

INSERT INTO "etl_work_identity_head"
SELECT 1, round, a, CASE WHEN min(((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) < min(((a * (1327217885 + round * 104729) + round * 40503) % 2147483647)) THEN min_by(b, ((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) ELSE a END
FROM "etl_work_identity_link" WHERE phase = 1 AND round = (SELECT max(round) FROM "etl_work_identity_link" WHERE phase = 1) AND round > coalesce((SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 1), -1) GROUP BY round, a;

-- until nothing changes
INSERT INTO "etl_work_identity_half" SELECT 1, l.round, x.r, l.b
FROM (SELECT * FROM "etl_work_identity_link" WHERE phase = 1 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 1) AND a % 1 = 0) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 1 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 1) AND a % 1 = 0) AS x ON x.a = l.a;
INSERT INTO "etl_work_identity_link" SELECT DISTINCT 1, l.round + 1, l.r, y.r
FROM (SELECT * FROM "etl_work_identity_half" WHERE phase = 1 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 1) AND b % 1 = 0) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 1 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 1) AND a % 1 = 0) AS y ON y.a = l.b WHERE l.r <> y.r;
INSERT INTO "etl_work_identity_head"
SELECT 1, round, a, CASE WHEN min(((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) < min(((a * (1327217885 + round * 104729) + round * 40503) % 2147483647)) THEN min_by(b, ((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) ELSE a END
FROM "etl_work_identity_link" WHERE phase = 1 AND round = (SELECT max(round) FROM "etl_work_identity_link" WHERE phase = 1) AND round > coalesce((SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 1), -1) GROUP BY round, a;

-- until nothing changes
INSERT INTO "etl_work_identity_label" SELECT 1, h.round, h.a, coalesce(f.r, h.r)
FROM (SELECT * FROM "etl_work_identity_head" WHERE phase = 1 AND round = coalesce((SELECT min(round) FROM "etl_work_identity_label" WHERE phase = 1) - 1, (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 1))) AS h
LEFT JOIN (SELECT a, r FROM "etl_work_identity_label" WHERE phase = 1 AND round = (SELECT min(round) FROM "etl_work_identity_label" WHERE phase = 1)) AS f ON f.a = h.r;

-- end;

INSERT INTO "etl_work_identity_refusal" SELECT e.tier, e.a, e.b, 'chain' FROM "etl_work_identity_bond" AS e
LEFT JOIN "etl_work_identity_label" AS l ON l.phase = 1 AND l.round = 0 AND l.a = e.a
JOIN (SELECT DISTINCT r FROM (SELECT coalesce(l.r, h.cluster) AS r, h.key
FROM "etl_work_identity_holding" AS h LEFT JOIN "etl_work_identity_label" AS l ON l.phase = 1 AND l.round = 0 AND l.a = h.cluster
WHERE h.tier = 1 AND h.key LIKE 'never/%' GROUP BY coalesce(l.r, h.cluster), h.key HAVING count(DISTINCT h.core) > 1) AS torn) AS chained ON chained.r = coalesce(l.r, e.a)
WHERE e.tier = 1 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = e.tier AND f.a = e.a AND f.b = e.b);

-- if that changes rows;

INSERT INTO "etl_work_identity_large" SELECT 2, count(*) FROM (SELECT a, b FROM "etl_work_identity_dispute" AS d WHERE tier <= 1 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b)) AS e HAVING count(*) >= 200000;

-- if that changes rows;

INSERT INTO "etl_work_identity_link" SELECT 2, 0, a, b FROM (SELECT a, b FROM "etl_work_identity_dispute" AS d WHERE tier <= 1 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b)) AS e WHERE a <> b UNION ALL SELECT 2, 0, b, a FROM (SELECT a, b FROM "etl_work_identity_dispute" AS d WHERE tier <= 1 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b)) AS e WHERE a <> b;

INSERT INTO "etl_work_identity_head"
SELECT 2, round, a, CASE WHEN min(((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) < min(((a * (1327217885 + round * 104729) + round * 40503) % 2147483647)) THEN min_by(b, ((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) ELSE a END
FROM "etl_work_identity_link" WHERE phase = 2 AND round = (SELECT max(round) FROM "etl_work_identity_link" WHERE phase = 2) AND round > coalesce((SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 2), -1) GROUP BY round, a;

-- until nothing changes
INSERT INTO "etl_work_identity_half" SELECT 2, l.round, x.r, l.b
FROM (SELECT * FROM "etl_work_identity_link" WHERE phase = 2 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 2) AND a % 4 = 0) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 2 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 2) AND a % 4 = 0) AS x ON x.a = l.a;
INSERT INTO "etl_work_identity_half" SELECT 2, l.round, x.r, l.b
FROM (SELECT * FROM "etl_work_identity_link" WHERE phase = 2 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 2) AND a % 4 = 1) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 2 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 2) AND a % 4 = 1) AS x ON x.a = l.a;
INSERT INTO "etl_work_identity_half" SELECT 2, l.round, x.r, l.b
FROM (SELECT * FROM "etl_work_identity_link" WHERE phase = 2 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 2) AND a % 4 = 2) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 2 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 2) AND a % 4 = 2) AS x ON x.a = l.a;
INSERT INTO "etl_work_identity_half" SELECT 2, l.round, x.r, l.b
FROM (SELECT * FROM "etl_work_identity_link" WHERE phase = 2 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 2) AND a % 4 = 3) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 2 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 2) AND a % 4 = 3) AS x ON x.a = l.a;
INSERT INTO "etl_work_identity_link" SELECT DISTINCT 2, l.round + 1, l.r, y.r
FROM (SELECT * FROM "etl_work_identity_half" WHERE phase = 2 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 2) AND b % 4 = 0) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 2 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 2) AND a % 4 = 0) AS y ON y.a = l.b WHERE l.r <> y.r;
INSERT INTO "etl_work_identity_link" SELECT DISTINCT 2, l.round + 1, l.r, y.r
FROM (SELECT * FROM "etl_work_identity_half" WHERE phase = 2 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 2) AND b % 4 = 1) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 2 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 2) AND a % 4 = 1) AS y ON y.a = l.b WHERE l.r <> y.r;
INSERT INTO "etl_work_identity_link" SELECT DISTINCT 2, l.round + 1, l.r, y.r
FROM (SELECT * FROM "etl_work_identity_half" WHERE phase = 2 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 2) AND b % 4 = 2) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 2 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 2) AND a % 4 = 2) AS y ON y.a = l.b WHERE l.r <> y.r;
INSERT INTO "etl_work_identity_link" SELECT DISTINCT 2, l.round + 1, l.r, y.r
FROM (SELECT * FROM "etl_work_identity_half" WHERE phase = 2 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 2) AND b % 4 = 3) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 2 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 2) AND a % 4 = 3) AS y ON y.a = l.b WHERE l.r <> y.r;
INSERT INTO "etl_work_identity_head"
SELECT 2, round, a, CASE WHEN min(((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) < min(((a * (1327217885 + round * 104729) + round * 40503) % 2147483647)) THEN min_by(b, ((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) ELSE a END
FROM "etl_work_identity_link" WHERE phase = 2 AND round = (SELECT max(round) FROM "etl_work_identity_link" WHERE phase = 2) AND round > coalesce((SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 2), -1) GROUP BY round, a;

-- until nothing changes
INSERT INTO "etl_work_identity_label" SELECT 2, h.round, h.a, coalesce(f.r, h.r)
FROM (SELECT * FROM "etl_work_identity_head" WHERE phase = 2 AND round = coalesce((SELECT min(round) FROM "etl_work_identity_label" WHERE phase = 2) - 1, (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 2))) AS h
LEFT JOIN (SELECT a, r FROM "etl_work_identity_label" WHERE phase = 2 AND round = (SELECT min(round) FROM "etl_work_identity_label" WHERE phase = 2)) AS f ON f.a = h.r;

-- otherwise;

INSERT INTO "etl_work_identity_link" SELECT 2, 0, a, b FROM (SELECT a, b FROM "etl_work_identity_dispute" AS d WHERE tier <= 1 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b)) AS e WHERE a <> b UNION ALL SELECT 2, 0, b, a FROM (SELECT a, b FROM "etl_work_identity_dispute" AS d WHERE tier <= 1 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b)) AS e WHERE a <> b;

INSERT INTO "etl_work_identity_head"
SELECT 2, round, a, CASE WHEN min(((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) < min(((a * (1327217885 + round * 104729) + round * 40503) % 2147483647)) THEN min_by(b, ((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) ELSE a END
FROM "etl_work_identity_link" WHERE phase = 2 AND round = (SELECT max(round) FROM "etl_work_identity_link" WHERE phase = 2) AND round > coalesce((SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 2), -1) GROUP BY round, a;

-- until nothing changes
INSERT INTO "etl_work_identity_half" SELECT 2, l.round, x.r, l.b
FROM (SELECT * FROM "etl_work_identity_link" WHERE phase = 2 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 2) AND a % 1 = 0) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 2 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 2) AND a % 1 = 0) AS x ON x.a = l.a;
INSERT INTO "etl_work_identity_link" SELECT DISTINCT 2, l.round + 1, l.r, y.r
FROM (SELECT * FROM "etl_work_identity_half" WHERE phase = 2 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 2) AND b % 1 = 0) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 2 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 2) AND a % 1 = 0) AS y ON y.a = l.b WHERE l.r <> y.r;
INSERT INTO "etl_work_identity_head"
SELECT 2, round, a, CASE WHEN min(((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) < min(((a * (1327217885 + round * 104729) + round * 40503) % 2147483647)) THEN min_by(b, ((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) ELSE a END
FROM "etl_work_identity_link" WHERE phase = 2 AND round = (SELECT max(round) FROM "etl_work_identity_link" WHERE phase = 2) AND round > coalesce((SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 2), -1) GROUP BY round, a;

-- until nothing changes
INSERT INTO "etl_work_identity_label" SELECT 2, h.round, h.a, coalesce(f.r, h.r)
FROM (SELECT * FROM "etl_work_identity_head" WHERE phase = 2 AND round = coalesce((SELECT min(round) FROM "etl_work_identity_label" WHERE phase = 2) - 1, (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 2))) AS h
LEFT JOIN (SELECT a, r FROM "etl_work_identity_label" WHERE phase = 2 AND round = (SELECT min(round) FROM "etl_work_identity_label" WHERE phase = 2)) AS f ON f.a = h.r;

-- end;

-- otherwise;

INSERT INTO "etl_work_identity_label" SELECT 2, 0, a, r FROM "etl_work_identity_label" AS l WHERE phase = 1 AND round = 0;

-- end;

-- otherwise;

INSERT INTO "etl_work_identity_label" SELECT 2, 0, a, r FROM "etl_work_identity_label" AS l WHERE phase = 99 AND round = 0;

-- end;

INSERT INTO "etl_work_identity_bond" SELECT d.tier, d.a, d.b, coalesce(x.r, d.a), coalesce(y.r, d.b) FROM "etl_work_identity_dispute" AS d
LEFT JOIN "etl_work_identity_label" AS x ON x.phase = 2 AND x.round = 0 AND x.a = d.a
LEFT JOIN "etl_work_identity_label" AS y ON y.phase = 2 AND y.round = 0 AND y.a = d.b
WHERE d.tier = 2 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b);

-- if that changes rows;

INSERT INTO "etl_work_identity_holding" SELECT DISTINCT 2, coalesce(l.r, m.id), m.key, coalesce(c.r, m.id) FROM "etl_work_identity_mark" AS m
LEFT JOIN "etl_work_identity_label" AS l ON l.phase = 2 AND l.round = 0 AND l.a = m.id
LEFT JOIN "etl_work_identity_label" AS c ON c.phase = 2 AND c.round = 0 AND c.a = m.id
JOIN "etl_work_identity_label" AS whole ON whole.phase = 0 AND whole.round = 0 AND whole.a = m.id JOIN "etl_work_identity_suspect" AS s ON s.r = whole.r;

INSERT INTO "etl_work_identity_refusal" SELECT DISTINCT e.tier, e.a, e.b, 'value' FROM (SELECT * FROM "etl_work_identity_bond" WHERE tier = 2) AS e
JOIN (SELECT b, key, max(CASE WHEN is_own = 1 THEN core END) AS owner FROM (
SELECT e.b, h.key, h.core, 0 AS is_own FROM (SELECT * FROM "etl_work_identity_bond" WHERE tier = 2) AS e JOIN "etl_work_identity_holding" AS h ON h.tier = 2 AND h.cluster = e.ca
UNION SELECT e.b, h.key, h.core, 1 AS is_own FROM (SELECT * FROM "etl_work_identity_bond" WHERE tier = 2) AS e JOIN "etl_work_identity_holding" AS h ON h.tier = 2 AND h.cluster = e.cb
) AS touched WHERE touched.key LIKE 'never/%' GROUP BY b, key HAVING count(DISTINCT core) > 1) AS torn ON torn.b = e.b
LEFT JOIN "etl_work_identity_holding" AS h ON h.tier = 2 AND h.cluster = e.ca AND h.key = torn.key
WHERE torn.owner IS NULL OR h.core <> torn.owner;

INSERT INTO "etl_work_identity_refusal" SELECT e.tier, e.a, e.b, 'bridge' FROM "etl_work_identity_dispute" AS e
LEFT JOIN "etl_work_identity_label" AS x ON x.phase = 2 AND x.round = 0 AND x.a = e.a
JOIN (SELECT DISTINCT cluster FROM (SELECT ca AS cluster, key FROM (
SELECT e.ca, v.key, v.core FROM (SELECT * FROM "etl_work_identity_bond" AS e WHERE tier = 2 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = e.tier AND f.a = e.a AND f.b = e.b)) AS e JOIN (
SELECT e.b, h.key, h.core, 0 AS is_own FROM (SELECT * FROM "etl_work_identity_bond" AS e WHERE tier = 2 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = e.tier AND f.a = e.a AND f.b = e.b)) AS e JOIN "etl_work_identity_holding" AS h ON h.tier = 2 AND h.cluster = e.ca
UNION SELECT e.b, h.key, h.core, 1 AS is_own FROM (SELECT * FROM "etl_work_identity_bond" AS e WHERE tier = 2 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = e.tier AND f.a = e.a AND f.b = e.b)) AS e JOIN "etl_work_identity_holding" AS h ON h.tier = 2 AND h.cluster = e.cb
) AS v ON v.b = e.b
) AS reached GROUP BY ca, key HAVING count(DISTINCT core) > 1) AS torn) AS bridge ON bridge.cluster = coalesce(x.r, e.a)
WHERE e.tier >= 2 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = e.tier AND f.a = e.a AND f.b = e.b);

INSERT INTO "etl_work_identity_large" SELECT 3, count(*) FROM (SELECT a, b FROM "etl_work_identity_dispute" AS d WHERE tier <= 2 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b)) AS e HAVING count(*) >= 200000;

-- if that changes rows;

INSERT INTO "etl_work_identity_link" SELECT 3, 0, a, b FROM (SELECT a, b FROM "etl_work_identity_dispute" AS d WHERE tier <= 2 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b)) AS e WHERE a <> b UNION ALL SELECT 3, 0, b, a FROM (SELECT a, b FROM "etl_work_identity_dispute" AS d WHERE tier <= 2 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b)) AS e WHERE a <> b;

INSERT INTO "etl_work_identity_head"
SELECT 3, round, a, CASE WHEN min(((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) < min(((a * (1327217885 + round * 104729) + round * 40503) % 2147483647)) THEN min_by(b, ((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) ELSE a END
FROM "etl_work_identity_link" WHERE phase = 3 AND round = (SELECT max(round) FROM "etl_work_identity_link" WHERE phase = 3) AND round > coalesce((SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 3), -1) GROUP BY round, a;

-- until nothing changes
INSERT INTO "etl_work_identity_half" SELECT 3, l.round, x.r, l.b
FROM (SELECT * FROM "etl_work_identity_link" WHERE phase = 3 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 3) AND a % 4 = 0) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 3 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 3) AND a % 4 = 0) AS x ON x.a = l.a;
INSERT INTO "etl_work_identity_half" SELECT 3, l.round, x.r, l.b
FROM (SELECT * FROM "etl_work_identity_link" WHERE phase = 3 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 3) AND a % 4 = 1) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 3 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 3) AND a % 4 = 1) AS x ON x.a = l.a;
INSERT INTO "etl_work_identity_half" SELECT 3, l.round, x.r, l.b
FROM (SELECT * FROM "etl_work_identity_link" WHERE phase = 3 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 3) AND a % 4 = 2) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 3 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 3) AND a % 4 = 2) AS x ON x.a = l.a;
INSERT INTO "etl_work_identity_half" SELECT 3, l.round, x.r, l.b
FROM (SELECT * FROM "etl_work_identity_link" WHERE phase = 3 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 3) AND a % 4 = 3) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 3 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 3) AND a % 4 = 3) AS x ON x.a = l.a;
INSERT INTO "etl_work_identity_link" SELECT DISTINCT 3, l.round + 1, l.r, y.r
FROM (SELECT * FROM "etl_work_identity_half" WHERE phase = 3 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 3) AND b % 4 = 0) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 3 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 3) AND a % 4 = 0) AS y ON y.a = l.b WHERE l.r <> y.r;
INSERT INTO "etl_work_identity_link" SELECT DISTINCT 3, l.round + 1, l.r, y.r
FROM (SELECT * FROM "etl_work_identity_half" WHERE phase = 3 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 3) AND b % 4 = 1) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 3 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 3) AND a % 4 = 1) AS y ON y.a = l.b WHERE l.r <> y.r;
INSERT INTO "etl_work_identity_link" SELECT DISTINCT 3, l.round + 1, l.r, y.r
FROM (SELECT * FROM "etl_work_identity_half" WHERE phase = 3 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 3) AND b % 4 = 2) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 3 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 3) AND a % 4 = 2) AS y ON y.a = l.b WHERE l.r <> y.r;
INSERT INTO "etl_work_identity_link" SELECT DISTINCT 3, l.round + 1, l.r, y.r
FROM (SELECT * FROM "etl_work_identity_half" WHERE phase = 3 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 3) AND b % 4 = 3) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 3 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 3) AND a % 4 = 3) AS y ON y.a = l.b WHERE l.r <> y.r;
INSERT INTO "etl_work_identity_head"
SELECT 3, round, a, CASE WHEN min(((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) < min(((a * (1327217885 + round * 104729) + round * 40503) % 2147483647)) THEN min_by(b, ((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) ELSE a END
FROM "etl_work_identity_link" WHERE phase = 3 AND round = (SELECT max(round) FROM "etl_work_identity_link" WHERE phase = 3) AND round > coalesce((SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 3), -1) GROUP BY round, a;

-- until nothing changes
INSERT INTO "etl_work_identity_label" SELECT 3, h.round, h.a, coalesce(f.r, h.r)
FROM (SELECT * FROM "etl_work_identity_head" WHERE phase = 3 AND round = coalesce((SELECT min(round) FROM "etl_work_identity_label" WHERE phase = 3) - 1, (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 3))) AS h
LEFT JOIN (SELECT a, r FROM "etl_work_identity_label" WHERE phase = 3 AND round = (SELECT min(round) FROM "etl_work_identity_label" WHERE phase = 3)) AS f ON f.a = h.r;

-- otherwise;

INSERT INTO "etl_work_identity_link" SELECT 3, 0, a, b FROM (SELECT a, b FROM "etl_work_identity_dispute" AS d WHERE tier <= 2 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b)) AS e WHERE a <> b UNION ALL SELECT 3, 0, b, a FROM (SELECT a, b FROM "etl_work_identity_dispute" AS d WHERE tier <= 2 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b)) AS e WHERE a <> b;

INSERT INTO "etl_work_identity_head"
SELECT 3, round, a, CASE WHEN min(((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) < min(((a * (1327217885 + round * 104729) + round * 40503) % 2147483647)) THEN min_by(b, ((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) ELSE a END
FROM "etl_work_identity_link" WHERE phase = 3 AND round = (SELECT max(round) FROM "etl_work_identity_link" WHERE phase = 3) AND round > coalesce((SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 3), -1) GROUP BY round, a;

-- until nothing changes
INSERT INTO "etl_work_identity_half" SELECT 3, l.round, x.r, l.b
FROM (SELECT * FROM "etl_work_identity_link" WHERE phase = 3 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 3) AND a % 1 = 0) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 3 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 3) AND a % 1 = 0) AS x ON x.a = l.a;
INSERT INTO "etl_work_identity_link" SELECT DISTINCT 3, l.round + 1, l.r, y.r
FROM (SELECT * FROM "etl_work_identity_half" WHERE phase = 3 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 3) AND b % 1 = 0) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 3 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 3) AND a % 1 = 0) AS y ON y.a = l.b WHERE l.r <> y.r;
INSERT INTO "etl_work_identity_head"
SELECT 3, round, a, CASE WHEN min(((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) < min(((a * (1327217885 + round * 104729) + round * 40503) % 2147483647)) THEN min_by(b, ((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) ELSE a END
FROM "etl_work_identity_link" WHERE phase = 3 AND round = (SELECT max(round) FROM "etl_work_identity_link" WHERE phase = 3) AND round > coalesce((SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 3), -1) GROUP BY round, a;

-- until nothing changes
INSERT INTO "etl_work_identity_label" SELECT 3, h.round, h.a, coalesce(f.r, h.r)
FROM (SELECT * FROM "etl_work_identity_head" WHERE phase = 3 AND round = coalesce((SELECT min(round) FROM "etl_work_identity_label" WHERE phase = 3) - 1, (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 3))) AS h
LEFT JOIN (SELECT a, r FROM "etl_work_identity_label" WHERE phase = 3 AND round = (SELECT min(round) FROM "etl_work_identity_label" WHERE phase = 3)) AS f ON f.a = h.r;

-- end;

INSERT INTO "etl_work_identity_refusal" SELECT e.tier, e.a, e.b, 'chain' FROM "etl_work_identity_bond" AS e
LEFT JOIN "etl_work_identity_label" AS l ON l.phase = 3 AND l.round = 0 AND l.a = e.a
JOIN (SELECT DISTINCT r FROM (SELECT coalesce(l.r, h.cluster) AS r, h.key
FROM "etl_work_identity_holding" AS h LEFT JOIN "etl_work_identity_label" AS l ON l.phase = 3 AND l.round = 0 AND l.a = h.cluster
WHERE h.tier = 2 AND h.key LIKE 'never/%' GROUP BY coalesce(l.r, h.cluster), h.key HAVING count(DISTINCT h.core) > 1) AS torn) AS chained ON chained.r = coalesce(l.r, e.a)
WHERE e.tier = 2 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = e.tier AND f.a = e.a AND f.b = e.b);

-- if that changes rows;

INSERT INTO "etl_work_identity_large" SELECT 4, count(*) FROM (SELECT a, b FROM "etl_work_identity_dispute" AS d WHERE tier <= 2 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b)) AS e HAVING count(*) >= 200000;

-- if that changes rows;

INSERT INTO "etl_work_identity_link" SELECT 4, 0, a, b FROM (SELECT a, b FROM "etl_work_identity_dispute" AS d WHERE tier <= 2 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b)) AS e WHERE a <> b UNION ALL SELECT 4, 0, b, a FROM (SELECT a, b FROM "etl_work_identity_dispute" AS d WHERE tier <= 2 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b)) AS e WHERE a <> b;

INSERT INTO "etl_work_identity_head"
SELECT 4, round, a, CASE WHEN min(((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) < min(((a * (1327217885 + round * 104729) + round * 40503) % 2147483647)) THEN min_by(b, ((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) ELSE a END
FROM "etl_work_identity_link" WHERE phase = 4 AND round = (SELECT max(round) FROM "etl_work_identity_link" WHERE phase = 4) AND round > coalesce((SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 4), -1) GROUP BY round, a;

-- until nothing changes
INSERT INTO "etl_work_identity_half" SELECT 4, l.round, x.r, l.b
FROM (SELECT * FROM "etl_work_identity_link" WHERE phase = 4 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 4) AND a % 4 = 0) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 4 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 4) AND a % 4 = 0) AS x ON x.a = l.a;
INSERT INTO "etl_work_identity_half" SELECT 4, l.round, x.r, l.b
FROM (SELECT * FROM "etl_work_identity_link" WHERE phase = 4 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 4) AND a % 4 = 1) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 4 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 4) AND a % 4 = 1) AS x ON x.a = l.a;
INSERT INTO "etl_work_identity_half" SELECT 4, l.round, x.r, l.b
FROM (SELECT * FROM "etl_work_identity_link" WHERE phase = 4 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 4) AND a % 4 = 2) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 4 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 4) AND a % 4 = 2) AS x ON x.a = l.a;
INSERT INTO "etl_work_identity_half" SELECT 4, l.round, x.r, l.b
FROM (SELECT * FROM "etl_work_identity_link" WHERE phase = 4 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 4) AND a % 4 = 3) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 4 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 4) AND a % 4 = 3) AS x ON x.a = l.a;
INSERT INTO "etl_work_identity_link" SELECT DISTINCT 4, l.round + 1, l.r, y.r
FROM (SELECT * FROM "etl_work_identity_half" WHERE phase = 4 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 4) AND b % 4 = 0) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 4 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 4) AND a % 4 = 0) AS y ON y.a = l.b WHERE l.r <> y.r;
INSERT INTO "etl_work_identity_link" SELECT DISTINCT 4, l.round + 1, l.r, y.r
FROM (SELECT * FROM "etl_work_identity_half" WHERE phase = 4 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 4) AND b % 4 = 1) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 4 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 4) AND a % 4 = 1) AS y ON y.a = l.b WHERE l.r <> y.r;
INSERT INTO "etl_work_identity_link" SELECT DISTINCT 4, l.round + 1, l.r, y.r
FROM (SELECT * FROM "etl_work_identity_half" WHERE phase = 4 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 4) AND b % 4 = 2) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 4 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 4) AND a % 4 = 2) AS y ON y.a = l.b WHERE l.r <> y.r;
INSERT INTO "etl_work_identity_link" SELECT DISTINCT 4, l.round + 1, l.r, y.r
FROM (SELECT * FROM "etl_work_identity_half" WHERE phase = 4 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 4) AND b % 4 = 3) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 4 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 4) AND a % 4 = 3) AS y ON y.a = l.b WHERE l.r <> y.r;
INSERT INTO "etl_work_identity_head"
SELECT 4, round, a, CASE WHEN min(((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) < min(((a * (1327217885 + round * 104729) + round * 40503) % 2147483647)) THEN min_by(b, ((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) ELSE a END
FROM "etl_work_identity_link" WHERE phase = 4 AND round = (SELECT max(round) FROM "etl_work_identity_link" WHERE phase = 4) AND round > coalesce((SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 4), -1) GROUP BY round, a;

-- until nothing changes
INSERT INTO "etl_work_identity_label" SELECT 4, h.round, h.a, coalesce(f.r, h.r)
FROM (SELECT * FROM "etl_work_identity_head" WHERE phase = 4 AND round = coalesce((SELECT min(round) FROM "etl_work_identity_label" WHERE phase = 4) - 1, (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 4))) AS h
LEFT JOIN (SELECT a, r FROM "etl_work_identity_label" WHERE phase = 4 AND round = (SELECT min(round) FROM "etl_work_identity_label" WHERE phase = 4)) AS f ON f.a = h.r;

-- otherwise;

INSERT INTO "etl_work_identity_link" SELECT 4, 0, a, b FROM (SELECT a, b FROM "etl_work_identity_dispute" AS d WHERE tier <= 2 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b)) AS e WHERE a <> b UNION ALL SELECT 4, 0, b, a FROM (SELECT a, b FROM "etl_work_identity_dispute" AS d WHERE tier <= 2 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b)) AS e WHERE a <> b;

INSERT INTO "etl_work_identity_head"
SELECT 4, round, a, CASE WHEN min(((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) < min(((a * (1327217885 + round * 104729) + round * 40503) % 2147483647)) THEN min_by(b, ((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) ELSE a END
FROM "etl_work_identity_link" WHERE phase = 4 AND round = (SELECT max(round) FROM "etl_work_identity_link" WHERE phase = 4) AND round > coalesce((SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 4), -1) GROUP BY round, a;

-- until nothing changes
INSERT INTO "etl_work_identity_half" SELECT 4, l.round, x.r, l.b
FROM (SELECT * FROM "etl_work_identity_link" WHERE phase = 4 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 4) AND a % 1 = 0) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 4 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 4) AND a % 1 = 0) AS x ON x.a = l.a;
INSERT INTO "etl_work_identity_link" SELECT DISTINCT 4, l.round + 1, l.r, y.r
FROM (SELECT * FROM "etl_work_identity_half" WHERE phase = 4 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 4) AND b % 1 = 0) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 4 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 4) AND a % 1 = 0) AS y ON y.a = l.b WHERE l.r <> y.r;
INSERT INTO "etl_work_identity_head"
SELECT 4, round, a, CASE WHEN min(((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) < min(((a * (1327217885 + round * 104729) + round * 40503) % 2147483647)) THEN min_by(b, ((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) ELSE a END
FROM "etl_work_identity_link" WHERE phase = 4 AND round = (SELECT max(round) FROM "etl_work_identity_link" WHERE phase = 4) AND round > coalesce((SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 4), -1) GROUP BY round, a;

-- until nothing changes
INSERT INTO "etl_work_identity_label" SELECT 4, h.round, h.a, coalesce(f.r, h.r)
FROM (SELECT * FROM "etl_work_identity_head" WHERE phase = 4 AND round = coalesce((SELECT min(round) FROM "etl_work_identity_label" WHERE phase = 4) - 1, (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 4))) AS h
LEFT JOIN (SELECT a, r FROM "etl_work_identity_label" WHERE phase = 4 AND round = (SELECT min(round) FROM "etl_work_identity_label" WHERE phase = 4)) AS f ON f.a = h.r;

-- end;

-- otherwise;

INSERT INTO "etl_work_identity_label" SELECT 4, 0, a, r FROM "etl_work_identity_label" AS l WHERE phase = 3 AND round = 0;

-- end;

-- otherwise;

INSERT INTO "etl_work_identity_label" SELECT 4, 0, a, r FROM "etl_work_identity_label" AS l WHERE phase = 2 AND round = 0;

-- end;

INSERT INTO "etl_work_identity_bond" SELECT d.tier, d.a, d.b, coalesce(x.r, d.a), coalesce(y.r, d.b) FROM "etl_work_identity_dispute" AS d
LEFT JOIN "etl_work_identity_label" AS x ON x.phase = 4 AND x.round = 0 AND x.a = d.a
LEFT JOIN "etl_work_identity_label" AS y ON y.phase = 4 AND y.round = 0 AND y.a = d.b
WHERE d.tier = 3 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b);

-- if that changes rows;

INSERT INTO "etl_work_identity_holding" SELECT DISTINCT 3, coalesce(l.r, m.id), m.key, coalesce(c.r, m.id) FROM "etl_work_identity_mark" AS m
LEFT JOIN "etl_work_identity_label" AS l ON l.phase = 4 AND l.round = 0 AND l.a = m.id
LEFT JOIN "etl_work_identity_label" AS c ON c.phase = 4 AND c.round = 0 AND c.a = m.id
JOIN "etl_work_identity_label" AS whole ON whole.phase = 0 AND whole.round = 0 AND whole.a = m.id JOIN "etl_work_identity_suspect" AS s ON s.r = whole.r;

INSERT INTO "etl_work_identity_refusal" SELECT DISTINCT e.tier, e.a, e.b, 'value' FROM (SELECT * FROM "etl_work_identity_bond" WHERE tier = 3) AS e
JOIN (SELECT b, key, max(CASE WHEN is_own = 1 THEN core END) AS owner FROM (
SELECT e.b, h.key, h.core, 0 AS is_own FROM (SELECT * FROM "etl_work_identity_bond" WHERE tier = 3) AS e JOIN "etl_work_identity_holding" AS h ON h.tier = 3 AND h.cluster = e.ca
UNION SELECT e.b, h.key, h.core, 1 AS is_own FROM (SELECT * FROM "etl_work_identity_bond" WHERE tier = 3) AS e JOIN "etl_work_identity_holding" AS h ON h.tier = 3 AND h.cluster = e.cb
) AS touched WHERE TRUE GROUP BY b, key HAVING count(DISTINCT core) > 1) AS torn ON torn.b = e.b
LEFT JOIN "etl_work_identity_holding" AS h ON h.tier = 3 AND h.cluster = e.ca AND h.key = torn.key
WHERE torn.owner IS NULL OR h.core <> torn.owner;

INSERT INTO "etl_work_identity_refusal" SELECT e.tier, e.a, e.b, 'bridge' FROM "etl_work_identity_dispute" AS e
LEFT JOIN "etl_work_identity_label" AS x ON x.phase = 4 AND x.round = 0 AND x.a = e.a
JOIN (SELECT DISTINCT cluster FROM (SELECT ca AS cluster, key FROM (
SELECT e.ca, v.key, v.core FROM (SELECT * FROM "etl_work_identity_bond" AS e WHERE tier = 3 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = e.tier AND f.a = e.a AND f.b = e.b)) AS e JOIN (
SELECT e.b, h.key, h.core, 0 AS is_own FROM (SELECT * FROM "etl_work_identity_bond" AS e WHERE tier = 3 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = e.tier AND f.a = e.a AND f.b = e.b)) AS e JOIN "etl_work_identity_holding" AS h ON h.tier = 3 AND h.cluster = e.ca
UNION SELECT e.b, h.key, h.core, 1 AS is_own FROM (SELECT * FROM "etl_work_identity_bond" AS e WHERE tier = 3 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = e.tier AND f.a = e.a AND f.b = e.b)) AS e JOIN "etl_work_identity_holding" AS h ON h.tier = 3 AND h.cluster = e.cb
) AS v ON v.b = e.b
) AS reached GROUP BY ca, key HAVING count(DISTINCT core) > 1) AS torn) AS bridge ON bridge.cluster = coalesce(x.r, e.a)
WHERE e.tier >= 3 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = e.tier AND f.a = e.a AND f.b = e.b);

INSERT INTO "etl_work_identity_large" SELECT 5, count(*) FROM (SELECT a, b FROM "etl_work_identity_dispute" AS d WHERE tier <= 3 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b)) AS e HAVING count(*) >= 200000;

-- if that changes rows;

INSERT INTO "etl_work_identity_link" SELECT 5, 0, a, b FROM (SELECT a, b FROM "etl_work_identity_dispute" AS d WHERE tier <= 3 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b)) AS e WHERE a <> b UNION ALL SELECT 5, 0, b, a FROM (SELECT a, b FROM "etl_work_identity_dispute" AS d WHERE tier <= 3 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b)) AS e WHERE a <> b;

INSERT INTO "etl_work_identity_head"
SELECT 5, round, a, CASE WHEN min(((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) < min(((a * (1327217885 + round * 104729) + round * 40503) % 2147483647)) THEN min_by(b, ((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) ELSE a END
FROM "etl_work_identity_link" WHERE phase = 5 AND round = (SELECT max(round) FROM "etl_work_identity_link" WHERE phase = 5) AND round > coalesce((SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 5), -1) GROUP BY round, a;

-- until nothing changes
INSERT INTO "etl_work_identity_half" SELECT 5, l.round, x.r, l.b
FROM (SELECT * FROM "etl_work_identity_link" WHERE phase = 5 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 5) AND a % 4 = 0) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 5 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 5) AND a % 4 = 0) AS x ON x.a = l.a;
INSERT INTO "etl_work_identity_half" SELECT 5, l.round, x.r, l.b
FROM (SELECT * FROM "etl_work_identity_link" WHERE phase = 5 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 5) AND a % 4 = 1) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 5 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 5) AND a % 4 = 1) AS x ON x.a = l.a;
INSERT INTO "etl_work_identity_half" SELECT 5, l.round, x.r, l.b
FROM (SELECT * FROM "etl_work_identity_link" WHERE phase = 5 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 5) AND a % 4 = 2) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 5 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 5) AND a % 4 = 2) AS x ON x.a = l.a;
INSERT INTO "etl_work_identity_half" SELECT 5, l.round, x.r, l.b
FROM (SELECT * FROM "etl_work_identity_link" WHERE phase = 5 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 5) AND a % 4 = 3) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 5 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 5) AND a % 4 = 3) AS x ON x.a = l.a;
INSERT INTO "etl_work_identity_link" SELECT DISTINCT 5, l.round + 1, l.r, y.r
FROM (SELECT * FROM "etl_work_identity_half" WHERE phase = 5 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 5) AND b % 4 = 0) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 5 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 5) AND a % 4 = 0) AS y ON y.a = l.b WHERE l.r <> y.r;
INSERT INTO "etl_work_identity_link" SELECT DISTINCT 5, l.round + 1, l.r, y.r
FROM (SELECT * FROM "etl_work_identity_half" WHERE phase = 5 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 5) AND b % 4 = 1) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 5 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 5) AND a % 4 = 1) AS y ON y.a = l.b WHERE l.r <> y.r;
INSERT INTO "etl_work_identity_link" SELECT DISTINCT 5, l.round + 1, l.r, y.r
FROM (SELECT * FROM "etl_work_identity_half" WHERE phase = 5 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 5) AND b % 4 = 2) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 5 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 5) AND a % 4 = 2) AS y ON y.a = l.b WHERE l.r <> y.r;
INSERT INTO "etl_work_identity_link" SELECT DISTINCT 5, l.round + 1, l.r, y.r
FROM (SELECT * FROM "etl_work_identity_half" WHERE phase = 5 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 5) AND b % 4 = 3) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 5 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 5) AND a % 4 = 3) AS y ON y.a = l.b WHERE l.r <> y.r;
INSERT INTO "etl_work_identity_head"
SELECT 5, round, a, CASE WHEN min(((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) < min(((a * (1327217885 + round * 104729) + round * 40503) % 2147483647)) THEN min_by(b, ((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) ELSE a END
FROM "etl_work_identity_link" WHERE phase = 5 AND round = (SELECT max(round) FROM "etl_work_identity_link" WHERE phase = 5) AND round > coalesce((SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 5), -1) GROUP BY round, a;

-- until nothing changes
INSERT INTO "etl_work_identity_label" SELECT 5, h.round, h.a, coalesce(f.r, h.r)
FROM (SELECT * FROM "etl_work_identity_head" WHERE phase = 5 AND round = coalesce((SELECT min(round) FROM "etl_work_identity_label" WHERE phase = 5) - 1, (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 5))) AS h
LEFT JOIN (SELECT a, r FROM "etl_work_identity_label" WHERE phase = 5 AND round = (SELECT min(round) FROM "etl_work_identity_label" WHERE phase = 5)) AS f ON f.a = h.r;

-- otherwise;

INSERT INTO "etl_work_identity_link" SELECT 5, 0, a, b FROM (SELECT a, b FROM "etl_work_identity_dispute" AS d WHERE tier <= 3 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b)) AS e WHERE a <> b UNION ALL SELECT 5, 0, b, a FROM (SELECT a, b FROM "etl_work_identity_dispute" AS d WHERE tier <= 3 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b)) AS e WHERE a <> b;

INSERT INTO "etl_work_identity_head"
SELECT 5, round, a, CASE WHEN min(((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) < min(((a * (1327217885 + round * 104729) + round * 40503) % 2147483647)) THEN min_by(b, ((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) ELSE a END
FROM "etl_work_identity_link" WHERE phase = 5 AND round = (SELECT max(round) FROM "etl_work_identity_link" WHERE phase = 5) AND round > coalesce((SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 5), -1) GROUP BY round, a;

-- until nothing changes
INSERT INTO "etl_work_identity_half" SELECT 5, l.round, x.r, l.b
FROM (SELECT * FROM "etl_work_identity_link" WHERE phase = 5 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 5) AND a % 1 = 0) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 5 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 5) AND a % 1 = 0) AS x ON x.a = l.a;
INSERT INTO "etl_work_identity_link" SELECT DISTINCT 5, l.round + 1, l.r, y.r
FROM (SELECT * FROM "etl_work_identity_half" WHERE phase = 5 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 5) AND b % 1 = 0) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 5 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 5) AND a % 1 = 0) AS y ON y.a = l.b WHERE l.r <> y.r;
INSERT INTO "etl_work_identity_head"
SELECT 5, round, a, CASE WHEN min(((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) < min(((a * (1327217885 + round * 104729) + round * 40503) % 2147483647)) THEN min_by(b, ((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) ELSE a END
FROM "etl_work_identity_link" WHERE phase = 5 AND round = (SELECT max(round) FROM "etl_work_identity_link" WHERE phase = 5) AND round > coalesce((SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 5), -1) GROUP BY round, a;

-- until nothing changes
INSERT INTO "etl_work_identity_label" SELECT 5, h.round, h.a, coalesce(f.r, h.r)
FROM (SELECT * FROM "etl_work_identity_head" WHERE phase = 5 AND round = coalesce((SELECT min(round) FROM "etl_work_identity_label" WHERE phase = 5) - 1, (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 5))) AS h
LEFT JOIN (SELECT a, r FROM "etl_work_identity_label" WHERE phase = 5 AND round = (SELECT min(round) FROM "etl_work_identity_label" WHERE phase = 5)) AS f ON f.a = h.r;

-- end;

INSERT INTO "etl_work_identity_refusal" SELECT e.tier, e.a, e.b, 'chain' FROM "etl_work_identity_bond" AS e
LEFT JOIN "etl_work_identity_label" AS l ON l.phase = 5 AND l.round = 0 AND l.a = e.a
JOIN (SELECT DISTINCT r FROM (SELECT coalesce(l.r, h.cluster) AS r, h.key
FROM "etl_work_identity_holding" AS h LEFT JOIN "etl_work_identity_label" AS l ON l.phase = 5 AND l.round = 0 AND l.a = h.cluster
WHERE h.tier = 3 AND TRUE GROUP BY coalesce(l.r, h.cluster), h.key HAVING count(DISTINCT h.core) > 1) AS torn) AS chained ON chained.r = coalesce(l.r, e.a)
WHERE e.tier = 3 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = e.tier AND f.a = e.a AND f.b = e.b);

-- if that changes rows;

INSERT INTO "etl_work_identity_large" SELECT 6, count(*) FROM (SELECT a, b FROM "etl_work_identity_dispute" AS d WHERE tier <= 3 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b)) AS e HAVING count(*) >= 200000;

-- if that changes rows;

INSERT INTO "etl_work_identity_link" SELECT 6, 0, a, b FROM (SELECT a, b FROM "etl_work_identity_dispute" AS d WHERE tier <= 3 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b)) AS e WHERE a <> b UNION ALL SELECT 6, 0, b, a FROM (SELECT a, b FROM "etl_work_identity_dispute" AS d WHERE tier <= 3 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b)) AS e WHERE a <> b;

INSERT INTO "etl_work_identity_head"
SELECT 6, round, a, CASE WHEN min(((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) < min(((a * (1327217885 + round * 104729) + round * 40503) % 2147483647)) THEN min_by(b, ((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) ELSE a END
FROM "etl_work_identity_link" WHERE phase = 6 AND round = (SELECT max(round) FROM "etl_work_identity_link" WHERE phase = 6) AND round > coalesce((SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 6), -1) GROUP BY round, a;

-- until nothing changes
INSERT INTO "etl_work_identity_half" SELECT 6, l.round, x.r, l.b
FROM (SELECT * FROM "etl_work_identity_link" WHERE phase = 6 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 6) AND a % 4 = 0) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 6 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 6) AND a % 4 = 0) AS x ON x.a = l.a;
INSERT INTO "etl_work_identity_half" SELECT 6, l.round, x.r, l.b
FROM (SELECT * FROM "etl_work_identity_link" WHERE phase = 6 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 6) AND a % 4 = 1) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 6 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 6) AND a % 4 = 1) AS x ON x.a = l.a;
INSERT INTO "etl_work_identity_half" SELECT 6, l.round, x.r, l.b
FROM (SELECT * FROM "etl_work_identity_link" WHERE phase = 6 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 6) AND a % 4 = 2) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 6 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 6) AND a % 4 = 2) AS x ON x.a = l.a;
INSERT INTO "etl_work_identity_half" SELECT 6, l.round, x.r, l.b
FROM (SELECT * FROM "etl_work_identity_link" WHERE phase = 6 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 6) AND a % 4 = 3) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 6 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 6) AND a % 4 = 3) AS x ON x.a = l.a;
INSERT INTO "etl_work_identity_link" SELECT DISTINCT 6, l.round + 1, l.r, y.r
FROM (SELECT * FROM "etl_work_identity_half" WHERE phase = 6 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 6) AND b % 4 = 0) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 6 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 6) AND a % 4 = 0) AS y ON y.a = l.b WHERE l.r <> y.r;
INSERT INTO "etl_work_identity_link" SELECT DISTINCT 6, l.round + 1, l.r, y.r
FROM (SELECT * FROM "etl_work_identity_half" WHERE phase = 6 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 6) AND b % 4 = 1) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 6 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 6) AND a % 4 = 1) AS y ON y.a = l.b WHERE l.r <> y.r;
INSERT INTO "etl_work_identity_link" SELECT DISTINCT 6, l.round + 1, l.r, y.r
FROM (SELECT * FROM "etl_work_identity_half" WHERE phase = 6 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 6) AND b % 4 = 2) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 6 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 6) AND a % 4 = 2) AS y ON y.a = l.b WHERE l.r <> y.r;
INSERT INTO "etl_work_identity_link" SELECT DISTINCT 6, l.round + 1, l.r, y.r
FROM (SELECT * FROM "etl_work_identity_half" WHERE phase = 6 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 6) AND b % 4 = 3) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 6 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 6) AND a % 4 = 3) AS y ON y.a = l.b WHERE l.r <> y.r;
INSERT INTO "etl_work_identity_head"
SELECT 6, round, a, CASE WHEN min(((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) < min(((a * (1327217885 + round * 104729) + round * 40503) % 2147483647)) THEN min_by(b, ((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) ELSE a END
FROM "etl_work_identity_link" WHERE phase = 6 AND round = (SELECT max(round) FROM "etl_work_identity_link" WHERE phase = 6) AND round > coalesce((SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 6), -1) GROUP BY round, a;

-- until nothing changes
INSERT INTO "etl_work_identity_label" SELECT 6, h.round, h.a, coalesce(f.r, h.r)
FROM (SELECT * FROM "etl_work_identity_head" WHERE phase = 6 AND round = coalesce((SELECT min(round) FROM "etl_work_identity_label" WHERE phase = 6) - 1, (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 6))) AS h
LEFT JOIN (SELECT a, r FROM "etl_work_identity_label" WHERE phase = 6 AND round = (SELECT min(round) FROM "etl_work_identity_label" WHERE phase = 6)) AS f ON f.a = h.r;

-- otherwise;

INSERT INTO "etl_work_identity_link" SELECT 6, 0, a, b FROM (SELECT a, b FROM "etl_work_identity_dispute" AS d WHERE tier <= 3 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b)) AS e WHERE a <> b UNION ALL SELECT 6, 0, b, a FROM (SELECT a, b FROM "etl_work_identity_dispute" AS d WHERE tier <= 3 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b)) AS e WHERE a <> b;

INSERT INTO "etl_work_identity_head"
SELECT 6, round, a, CASE WHEN min(((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) < min(((a * (1327217885 + round * 104729) + round * 40503) % 2147483647)) THEN min_by(b, ((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) ELSE a END
FROM "etl_work_identity_link" WHERE phase = 6 AND round = (SELECT max(round) FROM "etl_work_identity_link" WHERE phase = 6) AND round > coalesce((SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 6), -1) GROUP BY round, a;

-- until nothing changes
INSERT INTO "etl_work_identity_half" SELECT 6, l.round, x.r, l.b
FROM (SELECT * FROM "etl_work_identity_link" WHERE phase = 6 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 6) AND a % 1 = 0) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 6 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 6) AND a % 1 = 0) AS x ON x.a = l.a;
INSERT INTO "etl_work_identity_link" SELECT DISTINCT 6, l.round + 1, l.r, y.r
FROM (SELECT * FROM "etl_work_identity_half" WHERE phase = 6 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 6) AND b % 1 = 0) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 6 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 6) AND a % 1 = 0) AS y ON y.a = l.b WHERE l.r <> y.r;
INSERT INTO "etl_work_identity_head"
SELECT 6, round, a, CASE WHEN min(((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) < min(((a * (1327217885 + round * 104729) + round * 40503) % 2147483647)) THEN min_by(b, ((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) ELSE a END
FROM "etl_work_identity_link" WHERE phase = 6 AND round = (SELECT max(round) FROM "etl_work_identity_link" WHERE phase = 6) AND round > coalesce((SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 6), -1) GROUP BY round, a;

-- until nothing changes
INSERT INTO "etl_work_identity_label" SELECT 6, h.round, h.a, coalesce(f.r, h.r)
FROM (SELECT * FROM "etl_work_identity_head" WHERE phase = 6 AND round = coalesce((SELECT min(round) FROM "etl_work_identity_label" WHERE phase = 6) - 1, (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 6))) AS h
LEFT JOIN (SELECT a, r FROM "etl_work_identity_label" WHERE phase = 6 AND round = (SELECT min(round) FROM "etl_work_identity_label" WHERE phase = 6)) AS f ON f.a = h.r;

-- end;

-- otherwise;

INSERT INTO "etl_work_identity_label" SELECT 6, 0, a, r FROM "etl_work_identity_label" AS l WHERE phase = 5 AND round = 0;

-- end;

-- otherwise;

INSERT INTO "etl_work_identity_label" SELECT 6, 0, a, r FROM "etl_work_identity_label" AS l WHERE phase = 4 AND round = 0;

-- end;

INSERT INTO "etl_work_identity_bond" SELECT d.tier, d.a, d.b, coalesce(x.r, d.a), coalesce(y.r, d.b) FROM "etl_work_identity_dispute" AS d
LEFT JOIN "etl_work_identity_label" AS x ON x.phase = 6 AND x.round = 0 AND x.a = d.a
LEFT JOIN "etl_work_identity_label" AS y ON y.phase = 6 AND y.round = 0 AND y.a = d.b
WHERE d.tier = 4 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b);

-- if that changes rows;

INSERT INTO "etl_work_identity_holding" SELECT DISTINCT 4, coalesce(l.r, m.id), m.key, coalesce(c.r, m.id) FROM "etl_work_identity_mark" AS m
LEFT JOIN "etl_work_identity_label" AS l ON l.phase = 6 AND l.round = 0 AND l.a = m.id
LEFT JOIN "etl_work_identity_label" AS c ON c.phase = 4 AND c.round = 0 AND c.a = m.id
JOIN "etl_work_identity_label" AS whole ON whole.phase = 0 AND whole.round = 0 AND whole.a = m.id JOIN "etl_work_identity_suspect" AS s ON s.r = whole.r;

INSERT INTO "etl_work_identity_refusal" SELECT DISTINCT e.tier, e.a, e.b, 'value' FROM (SELECT * FROM "etl_work_identity_bond" WHERE tier = 4) AS e
JOIN (SELECT b, key, max(CASE WHEN is_own = 1 THEN core END) AS owner FROM (
SELECT e.b, h.key, h.core, 0 AS is_own FROM (SELECT * FROM "etl_work_identity_bond" WHERE tier = 4) AS e JOIN "etl_work_identity_holding" AS h ON h.tier = 4 AND h.cluster = e.ca
UNION SELECT e.b, h.key, h.core, 1 AS is_own FROM (SELECT * FROM "etl_work_identity_bond" WHERE tier = 4) AS e JOIN "etl_work_identity_holding" AS h ON h.tier = 4 AND h.cluster = e.cb
) AS touched WHERE TRUE GROUP BY b, key HAVING count(DISTINCT core) > 1) AS torn ON torn.b = e.b
LEFT JOIN "etl_work_identity_holding" AS h ON h.tier = 4 AND h.cluster = e.ca AND h.key = torn.key
WHERE torn.owner IS NULL OR h.core <> torn.owner;

INSERT INTO "etl_work_identity_refusal" SELECT e.tier, e.a, e.b, 'bridge' FROM "etl_work_identity_dispute" AS e
LEFT JOIN "etl_work_identity_label" AS x ON x.phase = 6 AND x.round = 0 AND x.a = e.a
JOIN (SELECT DISTINCT cluster FROM (SELECT ca AS cluster, key FROM (
SELECT e.ca, v.key, v.core FROM (SELECT * FROM "etl_work_identity_bond" AS e WHERE tier = 4 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = e.tier AND f.a = e.a AND f.b = e.b)) AS e JOIN (
SELECT e.b, h.key, h.core, 0 AS is_own FROM (SELECT * FROM "etl_work_identity_bond" AS e WHERE tier = 4 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = e.tier AND f.a = e.a AND f.b = e.b)) AS e JOIN "etl_work_identity_holding" AS h ON h.tier = 4 AND h.cluster = e.ca
UNION SELECT e.b, h.key, h.core, 1 AS is_own FROM (SELECT * FROM "etl_work_identity_bond" AS e WHERE tier = 4 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = e.tier AND f.a = e.a AND f.b = e.b)) AS e JOIN "etl_work_identity_holding" AS h ON h.tier = 4 AND h.cluster = e.cb
) AS v ON v.b = e.b
) AS reached GROUP BY ca, key HAVING count(DISTINCT core) > 1) AS torn) AS bridge ON bridge.cluster = coalesce(x.r, e.a)
WHERE e.tier >= 4 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = e.tier AND f.a = e.a AND f.b = e.b);

INSERT INTO "etl_work_identity_large" SELECT 7, count(*) FROM (SELECT a, b FROM "etl_work_identity_dispute" AS d WHERE tier <= 4 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b)) AS e HAVING count(*) >= 200000;

-- if that changes rows;

INSERT INTO "etl_work_identity_link" SELECT 7, 0, a, b FROM (SELECT a, b FROM "etl_work_identity_dispute" AS d WHERE tier <= 4 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b)) AS e WHERE a <> b UNION ALL SELECT 7, 0, b, a FROM (SELECT a, b FROM "etl_work_identity_dispute" AS d WHERE tier <= 4 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b)) AS e WHERE a <> b;

INSERT INTO "etl_work_identity_head"
SELECT 7, round, a, CASE WHEN min(((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) < min(((a * (1327217885 + round * 104729) + round * 40503) % 2147483647)) THEN min_by(b, ((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) ELSE a END
FROM "etl_work_identity_link" WHERE phase = 7 AND round = (SELECT max(round) FROM "etl_work_identity_link" WHERE phase = 7) AND round > coalesce((SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 7), -1) GROUP BY round, a;

-- until nothing changes
INSERT INTO "etl_work_identity_half" SELECT 7, l.round, x.r, l.b
FROM (SELECT * FROM "etl_work_identity_link" WHERE phase = 7 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 7) AND a % 4 = 0) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 7 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 7) AND a % 4 = 0) AS x ON x.a = l.a;
INSERT INTO "etl_work_identity_half" SELECT 7, l.round, x.r, l.b
FROM (SELECT * FROM "etl_work_identity_link" WHERE phase = 7 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 7) AND a % 4 = 1) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 7 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 7) AND a % 4 = 1) AS x ON x.a = l.a;
INSERT INTO "etl_work_identity_half" SELECT 7, l.round, x.r, l.b
FROM (SELECT * FROM "etl_work_identity_link" WHERE phase = 7 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 7) AND a % 4 = 2) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 7 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 7) AND a % 4 = 2) AS x ON x.a = l.a;
INSERT INTO "etl_work_identity_half" SELECT 7, l.round, x.r, l.b
FROM (SELECT * FROM "etl_work_identity_link" WHERE phase = 7 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 7) AND a % 4 = 3) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 7 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 7) AND a % 4 = 3) AS x ON x.a = l.a;
INSERT INTO "etl_work_identity_link" SELECT DISTINCT 7, l.round + 1, l.r, y.r
FROM (SELECT * FROM "etl_work_identity_half" WHERE phase = 7 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 7) AND b % 4 = 0) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 7 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 7) AND a % 4 = 0) AS y ON y.a = l.b WHERE l.r <> y.r;
INSERT INTO "etl_work_identity_link" SELECT DISTINCT 7, l.round + 1, l.r, y.r
FROM (SELECT * FROM "etl_work_identity_half" WHERE phase = 7 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 7) AND b % 4 = 1) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 7 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 7) AND a % 4 = 1) AS y ON y.a = l.b WHERE l.r <> y.r;
INSERT INTO "etl_work_identity_link" SELECT DISTINCT 7, l.round + 1, l.r, y.r
FROM (SELECT * FROM "etl_work_identity_half" WHERE phase = 7 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 7) AND b % 4 = 2) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 7 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 7) AND a % 4 = 2) AS y ON y.a = l.b WHERE l.r <> y.r;
INSERT INTO "etl_work_identity_link" SELECT DISTINCT 7, l.round + 1, l.r, y.r
FROM (SELECT * FROM "etl_work_identity_half" WHERE phase = 7 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 7) AND b % 4 = 3) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 7 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 7) AND a % 4 = 3) AS y ON y.a = l.b WHERE l.r <> y.r;
INSERT INTO "etl_work_identity_head"
SELECT 7, round, a, CASE WHEN min(((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) < min(((a * (1327217885 + round * 104729) + round * 40503) % 2147483647)) THEN min_by(b, ((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) ELSE a END
FROM "etl_work_identity_link" WHERE phase = 7 AND round = (SELECT max(round) FROM "etl_work_identity_link" WHERE phase = 7) AND round > coalesce((SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 7), -1) GROUP BY round, a;

-- until nothing changes
INSERT INTO "etl_work_identity_label" SELECT 7, h.round, h.a, coalesce(f.r, h.r)
FROM (SELECT * FROM "etl_work_identity_head" WHERE phase = 7 AND round = coalesce((SELECT min(round) FROM "etl_work_identity_label" WHERE phase = 7) - 1, (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 7))) AS h
LEFT JOIN (SELECT a, r FROM "etl_work_identity_label" WHERE phase = 7 AND round = (SELECT min(round) FROM "etl_work_identity_label" WHERE phase = 7)) AS f ON f.a = h.r;

-- otherwise;

INSERT INTO "etl_work_identity_link" SELECT 7, 0, a, b FROM (SELECT a, b FROM "etl_work_identity_dispute" AS d WHERE tier <= 4 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b)) AS e WHERE a <> b UNION ALL SELECT 7, 0, b, a FROM (SELECT a, b FROM "etl_work_identity_dispute" AS d WHERE tier <= 4 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b)) AS e WHERE a <> b;

INSERT INTO "etl_work_identity_head"
SELECT 7, round, a, CASE WHEN min(((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) < min(((a * (1327217885 + round * 104729) + round * 40503) % 2147483647)) THEN min_by(b, ((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) ELSE a END
FROM "etl_work_identity_link" WHERE phase = 7 AND round = (SELECT max(round) FROM "etl_work_identity_link" WHERE phase = 7) AND round > coalesce((SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 7), -1) GROUP BY round, a;

-- until nothing changes
INSERT INTO "etl_work_identity_half" SELECT 7, l.round, x.r, l.b
FROM (SELECT * FROM "etl_work_identity_link" WHERE phase = 7 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 7) AND a % 1 = 0) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 7 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 7) AND a % 1 = 0) AS x ON x.a = l.a;
INSERT INTO "etl_work_identity_link" SELECT DISTINCT 7, l.round + 1, l.r, y.r
FROM (SELECT * FROM "etl_work_identity_half" WHERE phase = 7 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 7) AND b % 1 = 0) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 7 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 7) AND a % 1 = 0) AS y ON y.a = l.b WHERE l.r <> y.r;
INSERT INTO "etl_work_identity_head"
SELECT 7, round, a, CASE WHEN min(((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) < min(((a * (1327217885 + round * 104729) + round * 40503) % 2147483647)) THEN min_by(b, ((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) ELSE a END
FROM "etl_work_identity_link" WHERE phase = 7 AND round = (SELECT max(round) FROM "etl_work_identity_link" WHERE phase = 7) AND round > coalesce((SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 7), -1) GROUP BY round, a;

-- until nothing changes
INSERT INTO "etl_work_identity_label" SELECT 7, h.round, h.a, coalesce(f.r, h.r)
FROM (SELECT * FROM "etl_work_identity_head" WHERE phase = 7 AND round = coalesce((SELECT min(round) FROM "etl_work_identity_label" WHERE phase = 7) - 1, (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 7))) AS h
LEFT JOIN (SELECT a, r FROM "etl_work_identity_label" WHERE phase = 7 AND round = (SELECT min(round) FROM "etl_work_identity_label" WHERE phase = 7)) AS f ON f.a = h.r;

-- end;

INSERT INTO "etl_work_identity_refusal" SELECT e.tier, e.a, e.b, 'chain' FROM "etl_work_identity_bond" AS e
LEFT JOIN "etl_work_identity_label" AS l ON l.phase = 7 AND l.round = 0 AND l.a = e.a
JOIN (SELECT DISTINCT r FROM (SELECT coalesce(l.r, h.cluster) AS r, h.key
FROM "etl_work_identity_holding" AS h LEFT JOIN "etl_work_identity_label" AS l ON l.phase = 7 AND l.round = 0 AND l.a = h.cluster
WHERE h.tier = 4 AND TRUE GROUP BY coalesce(l.r, h.cluster), h.key HAVING count(DISTINCT h.core) > 1) AS torn) AS chained ON chained.r = coalesce(l.r, e.a)
WHERE e.tier = 4 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = e.tier AND f.a = e.a AND f.b = e.b);

-- if that changes rows;

INSERT INTO "etl_work_identity_large" SELECT 8, count(*) FROM (SELECT a, b FROM "etl_work_identity_dispute" AS d WHERE tier <= 4 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b)) AS e HAVING count(*) >= 200000;

-- if that changes rows;

INSERT INTO "etl_work_identity_link" SELECT 8, 0, a, b FROM (SELECT a, b FROM "etl_work_identity_dispute" AS d WHERE tier <= 4 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b)) AS e WHERE a <> b UNION ALL SELECT 8, 0, b, a FROM (SELECT a, b FROM "etl_work_identity_dispute" AS d WHERE tier <= 4 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b)) AS e WHERE a <> b;

INSERT INTO "etl_work_identity_head"
SELECT 8, round, a, CASE WHEN min(((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) < min(((a * (1327217885 + round * 104729) + round * 40503) % 2147483647)) THEN min_by(b, ((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) ELSE a END
FROM "etl_work_identity_link" WHERE phase = 8 AND round = (SELECT max(round) FROM "etl_work_identity_link" WHERE phase = 8) AND round > coalesce((SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 8), -1) GROUP BY round, a;

-- until nothing changes
INSERT INTO "etl_work_identity_half" SELECT 8, l.round, x.r, l.b
FROM (SELECT * FROM "etl_work_identity_link" WHERE phase = 8 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 8) AND a % 4 = 0) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 8 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 8) AND a % 4 = 0) AS x ON x.a = l.a;
INSERT INTO "etl_work_identity_half" SELECT 8, l.round, x.r, l.b
FROM (SELECT * FROM "etl_work_identity_link" WHERE phase = 8 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 8) AND a % 4 = 1) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 8 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 8) AND a % 4 = 1) AS x ON x.a = l.a;
INSERT INTO "etl_work_identity_half" SELECT 8, l.round, x.r, l.b
FROM (SELECT * FROM "etl_work_identity_link" WHERE phase = 8 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 8) AND a % 4 = 2) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 8 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 8) AND a % 4 = 2) AS x ON x.a = l.a;
INSERT INTO "etl_work_identity_half" SELECT 8, l.round, x.r, l.b
FROM (SELECT * FROM "etl_work_identity_link" WHERE phase = 8 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 8) AND a % 4 = 3) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 8 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 8) AND a % 4 = 3) AS x ON x.a = l.a;
INSERT INTO "etl_work_identity_link" SELECT DISTINCT 8, l.round + 1, l.r, y.r
FROM (SELECT * FROM "etl_work_identity_half" WHERE phase = 8 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 8) AND b % 4 = 0) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 8 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 8) AND a % 4 = 0) AS y ON y.a = l.b WHERE l.r <> y.r;
INSERT INTO "etl_work_identity_link" SELECT DISTINCT 8, l.round + 1, l.r, y.r
FROM (SELECT * FROM "etl_work_identity_half" WHERE phase = 8 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 8) AND b % 4 = 1) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 8 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 8) AND a % 4 = 1) AS y ON y.a = l.b WHERE l.r <> y.r;
INSERT INTO "etl_work_identity_link" SELECT DISTINCT 8, l.round + 1, l.r, y.r
FROM (SELECT * FROM "etl_work_identity_half" WHERE phase = 8 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 8) AND b % 4 = 2) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 8 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 8) AND a % 4 = 2) AS y ON y.a = l.b WHERE l.r <> y.r;
INSERT INTO "etl_work_identity_link" SELECT DISTINCT 8, l.round + 1, l.r, y.r
FROM (SELECT * FROM "etl_work_identity_half" WHERE phase = 8 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 8) AND b % 4 = 3) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 8 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 8) AND a % 4 = 3) AS y ON y.a = l.b WHERE l.r <> y.r;
INSERT INTO "etl_work_identity_head"
SELECT 8, round, a, CASE WHEN min(((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) < min(((a * (1327217885 + round * 104729) + round * 40503) % 2147483647)) THEN min_by(b, ((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) ELSE a END
FROM "etl_work_identity_link" WHERE phase = 8 AND round = (SELECT max(round) FROM "etl_work_identity_link" WHERE phase = 8) AND round > coalesce((SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 8), -1) GROUP BY round, a;

-- until nothing changes
INSERT INTO "etl_work_identity_label" SELECT 8, h.round, h.a, coalesce(f.r, h.r)
FROM (SELECT * FROM "etl_work_identity_head" WHERE phase = 8 AND round = coalesce((SELECT min(round) FROM "etl_work_identity_label" WHERE phase = 8) - 1, (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 8))) AS h
LEFT JOIN (SELECT a, r FROM "etl_work_identity_label" WHERE phase = 8 AND round = (SELECT min(round) FROM "etl_work_identity_label" WHERE phase = 8)) AS f ON f.a = h.r;

-- otherwise;

INSERT INTO "etl_work_identity_link" SELECT 8, 0, a, b FROM (SELECT a, b FROM "etl_work_identity_dispute" AS d WHERE tier <= 4 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b)) AS e WHERE a <> b UNION ALL SELECT 8, 0, b, a FROM (SELECT a, b FROM "etl_work_identity_dispute" AS d WHERE tier <= 4 AND NOT EXISTS (SELECT 1 FROM "etl_work_identity_refusal" AS f WHERE f.tier = d.tier AND f.a = d.a AND f.b = d.b)) AS e WHERE a <> b;

INSERT INTO "etl_work_identity_head"
SELECT 8, round, a, CASE WHEN min(((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) < min(((a * (1327217885 + round * 104729) + round * 40503) % 2147483647)) THEN min_by(b, ((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) ELSE a END
FROM "etl_work_identity_link" WHERE phase = 8 AND round = (SELECT max(round) FROM "etl_work_identity_link" WHERE phase = 8) AND round > coalesce((SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 8), -1) GROUP BY round, a;

-- until nothing changes
INSERT INTO "etl_work_identity_half" SELECT 8, l.round, x.r, l.b
FROM (SELECT * FROM "etl_work_identity_link" WHERE phase = 8 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 8) AND a % 1 = 0) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 8 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 8) AND a % 1 = 0) AS x ON x.a = l.a;
INSERT INTO "etl_work_identity_link" SELECT DISTINCT 8, l.round + 1, l.r, y.r
FROM (SELECT * FROM "etl_work_identity_half" WHERE phase = 8 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 8) AND b % 1 = 0) AS l
JOIN (SELECT a, r FROM "etl_work_identity_head" WHERE phase = 8 AND round = (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 8) AND a % 1 = 0) AS y ON y.a = l.b WHERE l.r <> y.r;
INSERT INTO "etl_work_identity_head"
SELECT 8, round, a, CASE WHEN min(((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) < min(((a * (1327217885 + round * 104729) + round * 40503) % 2147483647)) THEN min_by(b, ((b * (1327217885 + round * 104729) + round * 40503) % 2147483647)) ELSE a END
FROM "etl_work_identity_link" WHERE phase = 8 AND round = (SELECT max(round) FROM "etl_work_identity_link" WHERE phase = 8) AND round > coalesce((SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 8), -1) GROUP BY round, a;

-- until nothing changes
INSERT INTO "etl_work_identity_label" SELECT 8, h.round, h.a, coalesce(f.r, h.r)
FROM (SELECT * FROM "etl_work_identity_head" WHERE phase = 8 AND round = coalesce((SELECT min(round) FROM "etl_work_identity_label" WHERE phase = 8) - 1, (SELECT max(round) FROM "etl_work_identity_head" WHERE phase = 8))) AS h
LEFT JOIN (SELECT a, r FROM "etl_work_identity_label" WHERE phase = 8 AND round = (SELECT min(round) FROM "etl_work_identity_label" WHERE phase = 8)) AS f ON f.a = h.r;

-- end;

-- otherwise;

INSERT INTO "etl_work_identity_label" SELECT 8, 0, a, r FROM "etl_work_identity_label" AS l WHERE phase = 7 AND round = 0;

-- end;

-- otherwise;

INSERT INTO "etl_work_identity_label" SELECT 8, 0, a, r FROM "etl_work_identity_label" AS l WHERE phase = 6 AND round = 0;

-- end;

-- end;

INSERT INTO "etl_work_identity_place"
SELECT n.id, CASE WHEN s.r IS NULL THEN coalesce(l.r, n.id) ELSE coalesce(d.r, n.id) END,
coalesce(l.r, n.id), n.rank, CASE WHEN o.is_anchor THEN 0 ELSE 1 END, CASE WHEN o.is_head THEN 0 ELSE 1 END
FROM "etl_work_identity_node" AS n
LEFT JOIN "etl_work_identity_label" AS l ON l.phase = 0 AND l.round = 0 AND l.a = n.id
LEFT JOIN "etl_work_identity_suspect" AS s ON s.r = coalesce(l.r, n.id)
LEFT JOIN "etl_work_identity_label" AS d ON d.phase = 8 AND d.round = 0 AND d.a = n.id
LEFT JOIN (SELECT node, is_anchor, family = node AS is_head FROM "UNIFIED_STAGING"."identity" WHERE is_anchor OR family = node) AS o ON o.node = n.key;

INSERT INTO "etl_work_identity_entity" SELECT a.cluster, a.anchor, md5(CAST(to_json([k.key]) AS VARCHAR)) FROM (
SELECT cluster, min(is_new_anchor * 100000000000 + rank * 10000000000 + id) % 10000000000 AS anchor FROM "etl_work_identity_place" GROUP BY cluster
HAVING min(CASE WHEN rank = 2 THEN 0 ELSE 1 END) = 0 OR (count(*) > 1 AND min(rank) < 5)
) AS a JOIN "etl_work_identity_node" AS k ON k.id = a.anchor;

INSERT INTO "etl_work_identity_contested" SELECT id, min(reason) FROM (
SELECT CASE WHEN reason = 'bridge' THEN a ELSE b END AS id, reason FROM "etl_work_identity_refusal") AS refused GROUP BY id;

SELECT n.key AS node, e.entity_id, coalesce(e.anchor = n.id, FALSE) AS is_anchor, f.family, c.reason AS contested
FROM "etl_work_identity_node" AS n JOIN "etl_work_identity_place" AS p ON p.id = n.id
LEFT JOIN "etl_work_identity_entity" AS e ON e.cluster = p.cluster
LEFT JOIN "etl_work_identity_contested" AS c ON c.id = p.id
LEFT JOIN (SELECT m.number, k.key AS family FROM (SELECT family AS number, min(is_new_head * 10000000000 + id) % 10000000000 AS first
FROM "etl_work_identity_place" WHERE family IN (SELECT r FROM "etl_work_identity_suspect") GROUP BY family) AS m
JOIN "etl_work_identity_node" AS k ON k.id = m.first) AS f ON f.number = p.family
