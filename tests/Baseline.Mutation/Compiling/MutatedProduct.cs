using System.Globalization;
using Baseline.Mutation.Mutating;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Baseline.Mutation.Compiling;

/// <summary>Baseline.Core with all its mutants in it.</summary>
/// <param name="Mutants">The mutants, in the order of files and lines.</param>
/// <param name="Refused">How many more the compiler refused.</param>
/// <param name="Assembly">The assembly.</param>
internal sealed record MutatedProduct(IReadOnlyList<Mutant> Mutants, int Refused, byte[] Assembly)
{
    private const int MostRounds = 30;

    /// <summary>Puts mutants in, and takes out again those that don't compile.</summary>
    /// <param name="core">The product.</param>
    /// <param name="folder">The folder of its sources.</param>
    /// <param name="choose">Which numbers are wanted, of all mutants, which are numbered from 1.</param>
    public static MutatedProduct Make(CSharpCompilation core, string folder, Func<IReadOnlyList<Mutant>, IReadOnlySet<int>> choose)
    {
        var refused = new HashSet<int>();
        var unwanted = Unwanted(core, folder, choose);
        for (var round = 0; round < MostRounds; round++)
        {
            var list = new MutantList(refused.Union(unwanted).ToHashSet());
            var mutated = WithMutants(core, folder, list);
            using var target = new MemoryStream();
            var result = mutated.Emit(target, manifestResources: Resources(folder));
            if (result.Success)
            {
                return new MutatedProduct(list.Mutants, refused.Count, target.ToArray());
            }

            var errors = result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
            refused.UnionWith(errors.SelectMany(MutantsBehind));
        }

        throw new InvalidOperationException("Baseline.Core does not compile with mutants.");
    }

    private static HashSet<int> Unwanted(CSharpCompilation core, string folder, Func<IReadOnlyList<Mutant>, IReadOnlySet<int>> choose)
    {
        var everything = new MutantList(new HashSet<int>());
        WithMutants(core, folder, everything);
        var wanted = choose(everything.Mutants);
        return [.. Enumerable.Range(1, everything.Last).Where(id => !wanted.Contains(id))];
    }

    private static CSharpCompilation WithMutants(CSharpCompilation core, string folder, MutantList list)
    {
        var mutated = core;
        foreach (var tree in core.SyntaxTrees.OrderBy(tree => tree.FilePath, StringComparer.Ordinal))
        {
            var file = Path.GetRelativePath(folder, tree.FilePath).Replace('\\', '/');
            if (MutatedFiles.Contains(file))
            {
                var root = new ProductRewriter(core.GetSemanticModel(tree), file, list).Visit(tree.GetRoot());
                mutated = mutated.ReplaceSyntaxTree(
                    tree, CSharpSyntaxTree.Create(root as CSharpSyntaxNode ?? throw new InvalidOperationException(file), (CSharpParseOptions)tree.Options, tree.FilePath, System.Text.Encoding.UTF8));
            }
        }

        return mutated.AddSyntaxTrees(CSharpSyntaxTree.ParseText(
            MutantSwitch.Source(list.Last), (CSharpParseOptions)core.SyntaxTrees[0].Options));
    }

    /// <summary>
    /// The innermost mutant that an error lies in. Where it lies in none: those that leave out what assigns the name it is
    /// about, or else those of the smallest part around it that has any.
    /// </summary>
    private static IReadOnlyList<int> MutantsBehind(Diagnostic error)
    {
        var place = error.Location.SourceTree?.GetRoot().FindNode(error.Location.SourceSpan, getInnermostNodeForTie: true)
            ?? throw new InvalidOperationException(error.ToString());
        var inner = place.AncestorsAndSelf().Select(Numbers).FirstOrDefault(numbers => numbers.Count > 0);
        return inner ?? Assigning(place) ?? place.AncestorsAndSelf().Select(Below).FirstOrDefault(numbers => numbers.Count > 0)
            ?? throw new InvalidOperationException(error.ToString());
    }

    private static List<int>? Assigning(SyntaxNode place)
    {
        var assignments = place.FirstAncestorOrSelf<MemberDeclarationSyntax>()?.DescendantNodes().OfType<AssignmentExpressionSyntax>() ?? [];
        var numbers = assignments
            .Where(assignment => assignment.Left.ToString() == place.ToString())
            .SelectMany(assignment => assignment.FirstAncestorOrSelf<IfStatementSyntax>() is { } guard ? Numbers(guard) : [])
            .ToList();
        return numbers.Count > 0 ? numbers : null;
    }

    private static List<int> Below(SyntaxNode node) => [.. node.DescendantNodes().SelectMany(Numbers)];

    private static List<int> Numbers(SyntaxNode node) => [.. node.GetAnnotations(MutantList.Annotation)
        .Select(annotation => int.Parse(annotation.Data ?? "", CultureInfo.InvariantCulture))];

    /// <summary>The files that the product carries: each is called by the namespace of its folder.</summary>
    private static IEnumerable<ResourceDescription> Resources(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) == "schema.json" || Path.GetExtension(file) == ".txt")
            .Select(file => (File: file, Parts: Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar)))
            .Where(one => one.Parts[0] is not ("bin" or "obj"))
            .Select(one => new ResourceDescription(
                $"Baseline.{string.Join('.', one.Parts)}", () => File.OpenRead(one.File), isPublic: true));
}
