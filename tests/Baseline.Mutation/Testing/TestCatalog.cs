using System.Reflection;
using Xunit;
using Xunit.v3;

namespace Baseline.Mutation.Testing;

/// <summary>The tests that the controls and the planner answer to, each row on its own, always in the same order.</summary>
internal static class TestCatalog
{
    /// <summary>The assemblies, strongest first.</summary>
    public static readonly IReadOnlyList<string> Assemblies = ["Baseline.Conformance.Tests", "Baseline.Core.Tests", "Baseline.Cli.Tests"];

    // Whole applies tell more, and take a second or more for each mutant: for those that the others let live.
    private static readonly bool IsThorough = Environment.GetEnvironmentVariable("BASELINE_MUTATION_TESTS") == "all";

    // What starts processes, opens sockets, waits, or reads this repository's own sources can't tell one mutant from another in time.
    private static readonly string[] Elsewhere =
    [
        ".Soak.", ".Architecture.", ".Processes.", ".Tracing.", ".Pipelines.", ".Faults.", ".Documentation.",
        ".CrashTests", ".HostileDocumentTests", ".HostileFileTests", ".FaultTests", ".ArmBodyValidatorTests",
        ".Cli.Tests.Hosts.", ".Cli.Tests.Hostile.", ".OutputCheckTests", ".ScreenTests",
        .. IsThorough ? Array.Empty<string>() :
        [
            ".Generated.PartTests", ".ForgedPlanTests",
            ".ParallelApplyTests", ".EmulatedConformanceTests", ".RedactionTests", ".RivalTests", ".TwoRunsTests", ".UndoCommandTests",
            ".ApprovalTests",
        ],
    ];

    // A mutant that survives meets every row that reaches it: what applies whole worlds, or judges a plan a third time, is left out.
    private static readonly HashSet<string> Slow = IsThorough ? [] : new(StringComparer.Ordinal)
    {
        "A_run_that_ends_after_any_change_is_finished_by_the_next", "After_an_apply_the_second_plan_is_empty_and_nothing_else_was_touched",
        "No_change_can_be_left_out", "Undoing_an_apply_restores_what_was", "What_can_be_fixed_is_fixed",
        "What_is_out_of_scope_exempt_excluded_or_unread_is_not_written_to", "Ten_thousand_findings_make_a_page_that_can_be_opened",
        "X6_Retention_is_never_sent_switched_on", "Every_change_alters_something", "What_is_noncompliant_is_mended_or_blocked",
        "Every_body_is_one_that_Azure_describes", "A_comment_is_never_too_long_and_says_what_was_cut", "Only_yes_is_a_yes",
    };

    /// <summary>All rows of all tests of an assembly.</summary>
    public static IEnumerable<TestCase> Of(Assembly assembly) => assembly.GetExportedTypes()
        .Where(type => !type.IsAbstract && type.GetConstructor([]) is not null && !IsElsewhere(type))
        .OrderBy(type => type.FullName, StringComparer.Ordinal)
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance).OrderBy(method => method.Name, StringComparer.Ordinal))
        .Where(method => method.GetCustomAttributes().OfType<IFactAttribute>().Any() && !Slow.Contains(method.Name))
        .SelectMany(Rows);

    private static IEnumerable<TestCase> Rows(MethodInfo method)
    {
        if (method.GetParameters().Length == 0)
        {
            return [new TestCase(method, [], 1)];
        }

        return method.GetCustomAttributes().SelectMany(source => source switch
            {
                InlineDataAttribute inline => [Fitting(inline.Data, method)],
                MemberDataAttribute member => Member(member, method),
                _ => [],
            })
            .Select((values, index) => new TestCase(method, values, index + 1));
    }

    private static IEnumerable<object?[]> Member(MemberDataAttribute source, MethodInfo method) =>
        RowsOf(source, source.MemberType ?? method.ReflectedType) is System.Collections.IEnumerable rows
            ? rows.Cast<object>().Select(row => row switch
            {
                ITheoryDataRow data => Fitting(data.GetData(), method),
                object?[] values => Fitting(values, method),
                _ => [row],
            })
            : throw new NotSupportedException($"{method.Name} takes its rows from where the runner does not look.");

    private static object? RowsOf(MemberDataAttribute source, Type? type)
    {
        const BindingFlags Static = BindingFlags.Public | BindingFlags.Static | BindingFlags.FlattenHierarchy;
        return type?.GetProperty(source.MemberName, Static) is { } property ? property.GetValue(null)
            : type?.GetMethod(source.MemberName, Static)?.Invoke(null, source.Arguments);
    }

    /// <summary>The last arguments as one array, where the test takes them so.</summary>
    private static object?[] Fitting(object?[] values, MethodInfo method)
    {
        var last = method.GetParameters()[^1];
        var before = method.GetParameters().Length - 1;
        if (!last.IsDefined(typeof(ParamArrayAttribute)) || (values.Length == before + 1 && values[before]?.GetType() == last.ParameterType))
        {
            return values;
        }

        var rest = Array.CreateInstance(last.ParameterType.GetElementType() ?? typeof(object), values.Length - before);
        Array.Copy(values, before, rest, 0, rest.Length);
        return [.. values[..before], rest];
    }

    private static bool IsElsewhere(Type type) =>
        Array.Exists(Elsewhere, part => $".{type.FullName}".Contains(part, StringComparison.Ordinal));
}
