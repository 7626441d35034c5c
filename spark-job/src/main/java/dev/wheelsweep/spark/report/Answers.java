package dev.wheelsweep.spark.report;

import dev.wheelsweep.spark.query.Answer;
import dev.wheelsweep.spark.query.Questions;
import dev.wheelsweep.spark.query.SweptDataset;
import dev.wheelsweep.spark.query.WrongSqlException;
import java.util.HashMap;
import java.util.Map;

/** The answers of one dataset to the questions of this release. Each question is asked once: tiles and sections share some. */
final class Answers {
    private final SweptDataset dataset;
    private final Questions questions;
    private final Map<String, Answer> known = new HashMap<>();

    Answers(SweptDataset dataset, Questions questions) {
        this.dataset = dataset;
        this.questions = questions;
    }

    /** @throws WrongSqlException if another release wrote the dataset, and it lacks a column */
    Answer to(String question) throws WrongSqlException {
        Answer answer = known.get(question);
        if (answer == null) {
            answer = dataset.answer(questions.named(question).sql());
            known.put(question, answer);
        }
        return answer;
    }

    /** @return the sum of a column of numbers */
    long sum(String question, String column) throws WrongSqlException {
        return to(question).lines().stream()
                .mapToLong(line -> line.number(column))
                .sum();
    }
}
