using Baseline.Mutation.Compiling;
using Baseline.Mutation.Mutating;
using Baseline.Mutation.Scoring;
using Baseline.Mutation.Testing;

namespace Baseline.Mutation;

/// <summary>A run over a repository whose tests are built.</summary>
internal static class Runs
{
    private const int Workers = 2;

    /// <summary>Runs the chosen mutants.</summary>
    /// <param name="repository">The repository's folder.</param>
    /// <param name="choose">Which numbers are wanted, of all mutants, which are numbered from 1.</param>
    /// <param name="done">Told of each mutant.</param>
    public static IReadOnlyList<Outcome> Of(string repository, Func<IReadOnlyList<Mutant>, IReadOnlySet<int>> choose, Action<Outcome> done)
    {
        var product = MutatedProduct.Make(
            CoreSources.Load(repository), Path.Combine(repository, "src", "Baseline.Core"), choose);
        return new MutationRun(product, TestFolders(repository)).Run(Workers, done);
    }

    /// <summary>Where the tests were built, in the configuration of this program.</summary>
    public static IReadOnlyList<string> TestFolders(string repository)
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory);
        var configuration = framework.Parent?.Name ?? "Debug";
        return [.. TestCatalog.Assemblies.Select(name => Path.Combine(repository, "tests", name, "bin", configuration, framework.Name))];
    }
}
