package dev.wheelsweep.spark.query;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.tree.ParseTree;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.DescribeQueryContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.DescribeRelationContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.DmlStatementNoWithContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.FunctionNameContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.ShowTablesContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.StatementContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.StatementDefaultContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.TransformClauseContext;
import org.apache.spark.sql.execution.SparkSqlParser;

/**
 * Whether SQL is one statement that only reads, by Spark's own parser. Spark runs every other statement at once, also one whose
 * rows nobody asks for.
 */
final class OneSelectOfSpark {
    /** In Spark's grammar, {@code statementDefault} is a query. */
    private static final List<Class<? extends StatementContext>> READING = List.of(
            StatementDefaultContext.class,
            ShowTablesContext.class,
            DescribeRelationContext.class,
            DescribeQueryContext.class);

    /** They call any method of Java. */
    private static final Set<String> CALLS = Set.of("reflect", "try_reflect", "java_method");

    /** A name that an expression makes. */
    private static final String COMPUTED = "identifier(";

    private static final Pattern QUOTES = Pattern.compile("`");

    private OneSelectOfSpark() {}

    /** @throws WrongSqlException if it is something else */
    static void check(String sql) throws WrongSqlException, AnalysisException {
        StatementContext statement = parse(sql);
        if (READING.stream().noneMatch(reading -> reading.isInstance(statement)) || changes(statement)) {
            throw new WrongSqlException(OneSelect.REASON);
        }
    }

    /** Declares the checked exception that Spark, written in Scala, throws without declaring it. */
    private static StatementContext parse(String sql) throws AnalysisException {
        return new SparkSqlParser().parse(sql, SqlBaseParser::singleStatement).statement();
    }

    private static boolean changes(ParseTree statement) {
        Deque<ParseTree> left = new ArrayDeque<>(List.of(statement));
        while (!left.isEmpty()) {
            ParseTree part = left.pop();
            if (part instanceof DmlStatementNoWithContext
                    // It runs a program.
                    || part instanceof TransformClauseContext
                    || (part instanceof FunctionNameContext && callsJava(part.getText()))) {
                return true;
            }
            for (int child = 0; child < part.getChildCount(); child++) {
                left.push(part.getChild(child));
            }
        }
        return false;
    }

    private static boolean callsJava(String name) {
        String plain = QUOTES.matcher(name).replaceAll("").toLowerCase(Locale.ROOT);
        return plain.startsWith(COMPUTED) || CALLS.contains(plain.substring(plain.lastIndexOf('.') + 1));
    }
}
