using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Baseline.Architecture.Tests;

/// <summary>A place where a file uses what another file declares.</summary>
/// <param name="From">The file that uses it.</param>
/// <param name="To">The file that declares it; null where it can't be told what is used.</param>
/// <param name="Type">The type that is used, or whose member is.</param>
/// <param name="Line">The line of the use, from 1.</param>
internal sealed record Use(string From, string? To, string Type, int Line)
{
    /// <summary>
    /// Finds what a file uses, by symbols: however a name is written, and also the types of values that have no name written
    /// at all, like those of <c>var</c> and of what a member returns.
    /// </summary>
    public static IEnumerable<Use> In(CSharpCompilation compilation, SyntaxTree tree)
    {
        var model = compilation.GetSemanticModel(tree);
        var seen = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var node in tree.GetRoot().DescendantNodes().OfType<ExpressionSyntax>())
        {
            foreach (var type in TypesAt(model, node).SelectMany(type => NamedIn(type, seen)))
            {
                var line = tree.GetLineSpan(node.Span).StartLinePosition.Line + 1;
                if (type is IErrorTypeSymbol && node.ToString() is not ("" or "nameof" or "notnull"))
                {
                    yield return new Use(tree.FilePath, null, node.ToString(), line);
                }

                foreach (var declared in type.DeclaringSyntaxReferences.Select(reference => reference.SyntaxTree).Where(Product.IsWritten))
                {
                    yield return new Use(tree.FilePath, declared.FilePath, type.ToDisplayString(), line);
                }
            }
        }
    }

    private static IEnumerable<ITypeSymbol?> TypesAt(SemanticModel model, ExpressionSyntax node)
    {
        // A name within a longer one has the type of the whole, and only its own symbol is of interest.
        if (node is SimpleNameSyntax)
        {
            var symbol = model.GetSymbolInfo(node).Symbol;
            yield return symbol as ITypeSymbol ?? symbol?.ContainingType;
        }

        if (node is not (TypeSyntax or LiteralExpressionSyntax)
            || node is SimpleNameSyntax { Parent: not (QualifiedNameSyntax or MemberAccessExpressionSyntax) })
        {
            var info = model.GetTypeInfo(node);
            yield return info.Type;
            yield return info.ConvertedType;
        }
    }

    /// <summary>A type and what it is made of, as far as it wasn't seen yet: its arguments, its elements, the type around it.</summary>
    private static IEnumerable<INamedTypeSymbol> NamedIn(ITypeSymbol? type, HashSet<ITypeSymbol> seen) =>
        type is null || !seen.Add(type) ? []
        : type is IArrayTypeSymbol array ? NamedIn(array.ElementType, seen)
        : type is IPointerTypeSymbol pointer ? NamedIn(pointer.PointedAtType, seen)
        : type is INamedTypeSymbol named
            ? [named.OriginalDefinition, .. named.TypeArguments.SelectMany(part => NamedIn(part, seen)), .. NamedIn(named.ContainingType, seen)]
        : [];
}
