using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace Baseline.Mutation.Testing;

/// <summary>
/// The process in which tests meet mutants. It is told on a line what to run, and answers with lines: a letter and what belongs
/// to it. <c>t</c> before each test, so that one that never ends is known.
/// </summary>
internal sealed class Worker(TextReader orders, TextWriter answers)
{
    /// <summary>Answers orders until there are no more.</summary>
    /// <param name="assembly">The path of the mutated product.</param>
    /// <param name="folders">Where the tests were built.</param>
    public void Run(string assembly, IReadOnlyList<string> folders)
    {
        var core = new MutatedCore(assembly, folders);
        var tests = TestCatalog.Assemblies.SelectMany(name => TestCatalog.Of(Assembly.Load(new AssemblyName(name)))).ToList();
        Say($"ready {tests.Count}");
        while (orders.ReadLine() is { } order)
        {
            var words = order.Split(' ');
            var chosen = words is ["run", _, var list] ? list.Split(',').Select(Number).ToList() : [.. Enumerable.Range(0, tests.Count)];
            if (words[0] == "cover")
            {
                Cover(core, tests, chosen);
            }
            else
            {
                Say(Meet(core, tests, Number(words[1]), chosen));
            }
        }
    }

    private void Cover(MutatedCore core, List<TestCase> tests, List<int> chosen)
    {
        core.TakeReached();
        foreach (var index in chosen)
        {
            Say($"t {index}");
            var watch = Stopwatch.StartNew();
            var why = core.Run(tests[index], 0);
            var reached = string.Join(',', core.TakeReached());
            Say($"c\t{index}\t{watch.ElapsedMilliseconds}\t{reached}\t{tests[index].Name}\t{why}");
        }

        Say("covered");
    }

    private string Meet(MutatedCore core, List<TestCase> tests, int mutant, List<int> chosen)
    {
        foreach (var index in chosen)
        {
            Say($"t {index}");
            if (core.Run(tests[index], mutant) is { } why)
            {
                return $"killed {index} {why}";
            }
        }

        return "survived";
    }

    private void Say(string line)
    {
        answers.WriteLine(line);
        answers.Flush();
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
