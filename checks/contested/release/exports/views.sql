CREATE INDEX "claim_positions/question_id,position,claim_id" ON claim_positions (question_id, position, claim_id);

CREATE VIEW positions AS
SELECT held.question_id, held.position, held.polarity, held.answer, held.quantity_min, held.quantity_max,
  max(held.in_conflict) AS in_conflict, count(*) AS claim_count,
  (SELECT json_group_array(claim_id) FROM (SELECT claim_id FROM claim_positions AS one
    WHERE one.question_id = held.question_id AND one.position = held.position ORDER BY one.claim_id)) AS claim_ids,
  (SELECT json_group_array(claimant_id) FROM (SELECT claims.claimant_id FROM claim_positions AS one JOIN claims ON claims.claim_id = one.claim_id
    WHERE one.question_id = held.question_id AND one.position = held.position ORDER BY one.claim_id)) AS claimant_ids,
  (SELECT json_group_array(source_id) FROM (SELECT claims.source_id FROM claim_positions AS one JOIN claims ON claims.claim_id = one.claim_id
    WHERE one.question_id = held.question_id AND one.position = held.position ORDER BY one.claim_id)) AS source_ids,
  (SELECT json_group_array(claim_id) FROM (SELECT claim_id FROM claim_positions AS one
    WHERE one.question_id = held.question_id AND one.position = held.position AND one.in_conflict ORDER BY one.claim_id)) AS claim_ids_in_conflict
FROM claim_positions AS held
GROUP BY held.question_id, held.position;

CREATE VIEW contested_questions AS
SELECT questions.question_id, questions.question,
  (SELECT count(DISTINCT position) FROM claim_positions AS one WHERE one.question_id = questions.question_id) AS position_count,
  (SELECT count(*) FROM claim_positions AS one WHERE one.question_id = questions.question_id) AS claim_count,
  (SELECT count(DISTINCT claims.claimant_id) FROM claim_positions AS one JOIN claims ON claims.claim_id = one.claim_id
    WHERE one.question_id = questions.question_id) AS claimant_count,
  (SELECT count(DISTINCT claims.source_id) FROM claim_positions AS one JOIN claims ON claims.claim_id = one.claim_id
    WHERE one.question_id = questions.question_id) AS source_count,
  (SELECT json_group_array(claim_id) FROM (SELECT claim_id FROM claim_positions AS one
    WHERE one.question_id = questions.question_id ORDER BY one.claim_id)) AS claim_ids,
  (SELECT json_group_array(claimant_id) FROM (SELECT claims.claimant_id FROM claim_positions AS one JOIN claims ON claims.claim_id = one.claim_id
    WHERE one.question_id = questions.question_id ORDER BY one.claim_id)) AS claimant_ids,
  (SELECT json_group_array(source_id) FROM (SELECT claims.source_id FROM claim_positions AS one JOIN claims ON claims.claim_id = one.claim_id
    WHERE one.question_id = questions.question_id ORDER BY one.claim_id)) AS source_ids,
  (SELECT json_group_array(position) FROM (SELECT position FROM claim_positions AS one
    WHERE one.question_id = questions.question_id ORDER BY one.claim_id)) AS positions,
  (SELECT json_group_array(claim_id) FROM (SELECT claim_id FROM claim_positions AS one
    WHERE one.question_id = questions.question_id AND one.in_conflict ORDER BY one.claim_id)) AS claim_ids_in_conflict
FROM questions
WHERE questions.question_id IN (SELECT question_id FROM claim_positions WHERE in_conflict);

CREATE VIEW attributed_claims AS
SELECT claims.claim_id, claims.question_id, questions.question, claims.claimant_id, actors.name AS claimant, claims.stated, claims.source_id,
  sources.title AS source, claims.locator, claims.statement, held.position, held.in_conflict, claims.status
FROM claims JOIN questions ON questions.question_id = claims.question_id JOIN actors ON actors.actor_id = claims.claimant_id
  JOIN sources ON sources.source_id = claims.source_id LEFT JOIN claim_positions AS held ON held.claim_id = claims.claim_id;
