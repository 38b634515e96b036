using Baseline.Mutation.Compiling;
using Baseline.Mutation.Mutating;
using Baseline.Mutation.Scoring;
using Baseline.Mutation.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Baseline.Mutation.Tests;

/// <summary>A product of one file with tests of its own, compiled where it is needed.</summary>
internal sealed class SmallProduct : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("baseline-mutation").FullName;
    private readonly MutatedProduct _product;

    /// <summary>Compiles both.</summary>
    /// <param name="members">The members of the class <c>Small</c>, which is the product.</param>
    /// <param name="tests">The members of the class that tests it.</param>
    public SmallProduct(string members, string tests)
    {
        var core = Compilation("Baseline.Core", $"namespace Baseline; public static class Small {{ {members} }}", Path.Combine("Controls", "Small.cs"), []);
        _product = MutatedProduct.Make(core, _folder, all => all.Select(mutant => mutant.Id).ToHashSet());
        var reference = core.ToMetadataReference();
        foreach (var name in TestCatalog.Assemblies)
        {
            var source = name == TestCatalog.Assemblies[0] ? $"using Baseline; using Xunit; public class SmallTests {{ {tests} }}" : "";
            var result = Compilation(name, source, $"{name}.cs", [reference]).Emit(Path.Combine(_folder, $"{name}.dll"));
            if (!result.Success)
            {
                throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
            }
        }
    }

    /// <summary>The mutants of the product.</summary>
    public IReadOnlyList<Mutant> Mutants => _product.Mutants;

    /// <summary>What became of them.</summary>
    public IReadOnlyList<Outcome> Run() => new MutationRun(_product, [_folder]).Run(workers: 1, _ => { });

    /// <summary>What became of a mutant.</summary>
    public Fate FateOf(string before, string after) =>
        Run().Single(outcome => outcome.Mutant.Before == before && outcome.Mutant.After == after).Fate;

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private CSharpCompilation Compilation(string name, string source, string path, IEnumerable<MetadataReference> more) => CSharpCompilation.Create(
        name,
        [CSharpSyntaxTree.ParseText(source, path: Path.Combine(_folder, path), encoding: System.Text.Encoding.UTF8)],
        [.. Platform(), .. more],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    private static IEnumerable<MetadataReference> Platform() =>
        ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) != "Baseline.Core.dll")
            .Select(path => MetadataReference.CreateFromFile(path));
}
