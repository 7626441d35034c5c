package dev.wheelsweep.spark.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuestionsTest {
    @Test
    void areNumberedWithoutGapsAndAskSomething() throws IOException {
        Questions questions = Questions.builtIn();

        assertThat(questions.all()).hasSizeGreaterThanOrEqualTo(30);
        assertThat(questions.all().stream().map(Question::number))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, questions.all().size()).boxed().toList());
        assertThat(questions.all())
                .allSatisfy(question ->
                        assertThat(question.text()).as(question.label()).contains("?"));
        assertThat(questions.all().stream().map(Question::name)).doesNotHaveDuplicates();
    }

    @Test
    void areFoundWithTheirNumberOrWithout() throws IOException {
        Questions questions = Questions.builtIn();

        assertThat(questions.find("overclaims"))
                .isEqualTo(questions.find("02-overclaims"))
                .isPresent();
        assertThat(questions.find("2")).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> questions.named("nothing"));
    }

    @Test
    void theQuestionIsTheCommentThatTheFileBeginsWith() {
        Question question = Question.parse(
                "07-of-two-lines.sql",
                "-- What is it?\n-- It is this.\n-- Options: --system, --newest\nSELECT 1 -- no\n");

        assertThat(question.text()).isEqualTo("What is it? It is this.");
        assertThat(question.label()).isEqualTo("07-of-two-lines");
        assertThat(question.help()).isEqualTo("What is it? It is this. [--newest, --system]");
        assertThatIllegalArgumentException().isThrownBy(() -> Question.parse("seven.sql", "SELECT 1"));
    }
}
