using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Baseline.Mutation.Mutating;

/// <summary>Numbers mutants in the order in which the sources are walked, and leaves out those that don't compile.</summary>
/// <param name="left">Numbers of the mutants to leave out.</param>
internal sealed partial class MutantList(IReadOnlySet<int> left)
{
    /// <summary>The kind of the annotations that tell which code belongs to which mutant.</summary>
    public const string Annotation = "mutant";

    private const int Shown = 110;

    private readonly List<Mutant> _mutants = [];
    private int _last;

    /// <summary>The mutants that are in.</summary>
    public IReadOnlyList<Mutant> Mutants => _mutants;

    /// <summary>The highest number given, left out or not.</summary>
    public int Last => _last;

    /// <summary>Puts a mutant at a node; the node as it was where the mutant is left out.</summary>
    /// <param name="file">The file, below <c>src/Baseline.Core</c>.</param>
    /// <param name="at">The node in the product.</param>
    /// <param name="change">The operator, and the code that is run instead.</param>
    /// <param name="current">The node with the mutants inside it.</param>
    /// <param name="build">Makes the switch between the two.</param>
    public T Put<T>(string file, SyntaxNode at, (string Operator, string After) change, T current, Func<ExpressionSyntax, T> build)
        where T : SyntaxNode
    {
        var id = ++_last;
        if (left.Contains(id))
        {
            return current;
        }

        var line = at.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
        _mutants.Add(new Mutant(id, file, line, MemberOf(at), change.Operator, OneLine(at.ToString()), OneLine(change.After)));
        return build(MutantSwitch.IsOn(id))
            .WithAdditionalAnnotations(new SyntaxAnnotation(Annotation, id.ToString(CultureInfo.InvariantCulture)));
    }

    private static string MemberOf(SyntaxNode node) =>
        node.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().FirstOrDefault() switch
        {
            MethodDeclarationSyntax method => method.Identifier.Text,
            PropertyDeclarationSyntax property => property.Identifier.Text,
            ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
            FieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier.Text,
            BaseTypeDeclarationSyntax type => type.Identifier.Text,
            _ => "",
        };

    private static string OneLine(string code)
    {
        var text = Spaces().Replace(code, " ");
        return text.Length <= Shown ? text : $"{text[..Shown]}…";
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
