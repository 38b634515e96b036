using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Baseline.Mutation.Mutating;

/// <summary>What is run instead of an expression that is no condition: another operator, literal, side or call.</summary>
internal static class Replacements
{
    private static readonly Dictionary<SyntaxKind, SyntaxKind[]> Operators = new()
    {
        [SyntaxKind.LessThanExpression] = [SyntaxKind.LessThanOrEqualExpression],
        [SyntaxKind.LessThanOrEqualExpression] = [SyntaxKind.LessThanExpression],
        [SyntaxKind.GreaterThanExpression] = [SyntaxKind.GreaterThanOrEqualExpression],
        [SyntaxKind.GreaterThanOrEqualExpression] = [SyntaxKind.GreaterThanExpression],
        [SyntaxKind.AddExpression] = [SyntaxKind.SubtractExpression],
        [SyntaxKind.SubtractExpression] = [SyntaxKind.AddExpression],
        [SyntaxKind.MultiplyExpression] = [SyntaxKind.DivideExpression],
        [SyntaxKind.DivideExpression] = [SyntaxKind.MultiplyExpression],
    };

    private static readonly Dictionary<string, string> Calls = new(StringComparer.Ordinal)
    {
        ["Any"] = "All",
        ["All"] = "Any",
        ["First"] = "Last",
        ["Last"] = "First",
        ["FirstOrDefault"] = "LastOrDefault",
        ["LastOrDefault"] = "FirstOrDefault",
        ["OrderBy"] = "OrderByDescending",
        ["OrderByDescending"] = "OrderBy",
        ["ThenBy"] = "ThenByDescending",
        ["ThenByDescending"] = "ThenBy",
        ["Order"] = "OrderDescending",
        ["Min"] = "Max",
        ["Max"] = "Min",
        ["StartsWith"] = "EndsWith",
        ["EndsWith"] = "StartsWith",
    };

    private static readonly HashSet<string> Droppable = new(StringComparer.Ordinal)
    {
        "Where", "Distinct", "DistinctBy", "Take", "Skip", "Reverse", "Concat", "Append", "Prepend", "Union", "Intersect", "Except",
        "Order", "OrderBy", "OrderByDescending", "ToLowerInvariant", "ToUpperInvariant", "Trim", "TrimEnd", "Replace",
    };

    /// <summary>The operators and the code that they put in an expression's place.</summary>
    public static IEnumerable<(string Operator, ExpressionSyntax Code)> Of(ExpressionSyntax node, SemanticModel model)
    {
        var own = node switch
        {
            LiteralExpressionSyntax literal => Literal(literal),
            BinaryExpressionSyntax binary when binary.IsKind(SyntaxKind.CoalesceExpression) => Sides(binary),
            BinaryExpressionSyntax binary => Binary(binary, model),
            MemberAccessExpressionSyntax { Name.Identifier.Text: "OrdinalIgnoreCase" } access =>
                [("letter case", access.WithName(IdentifierName("Ordinal")))],
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call => Call(call, access, model),
            _ => [],
        };
        return own.Concat(Nothing(node, model));
    }

    private static IEnumerable<(string, ExpressionSyntax)> Literal(LiteralExpressionSyntax node)
    {
        switch (node.Token.Value)
        {
            case bool value:
                yield return ("literal", LiteralExpression(value ? SyntaxKind.FalseLiteralExpression : SyntaxKind.TrueLiteralExpression));
                break;
            case string { Length: 0 }:
                yield return ("text", LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal("mutant")));
                break;
            case string text when !text.Contains(' ', StringComparison.Ordinal): // with a space it is a message
                yield return ("text", LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal("")));
                break;
            case int number:
                yield return ("number", Number(number + 1));
                if (number > 0)
                {
                    yield return ("number", Number(number - 1));
                }

                break;
        }
    }

    private static IEnumerable<(string, ExpressionSyntax)> Sides(BinaryExpressionSyntax node)
    {
        yield return ("left of ??", PostfixUnaryExpression(SyntaxKind.SuppressNullableWarningExpression, ParenthesizedExpression(node.Left)));
        if (node.Right is not ThrowExpressionSyntax)
        {
            yield return ("right of ??", node.Right);
        }
    }

    private static IEnumerable<(string, ExpressionSyntax)> Binary(BinaryExpressionSyntax node, SemanticModel model)
    {
        if (!Operators.TryGetValue(node.Kind(), out var others)
            || model.GetTypeInfo(node.Left).Type is not { IsValueType: true }
            || node.DescendantNodes().Any(inner => inner is VariableDesignationSyntax))
        {
            return [];
        }

        return others.Select(other => ("operator", (ExpressionSyntax)BinaryExpression(other, node.Left, node.Right)));
    }

    private static IEnumerable<(string, ExpressionSyntax)> Call(
        InvocationExpressionSyntax node, MemberAccessExpressionSyntax access, SemanticModel model)
    {
        if (model.GetSymbolInfo(node).Symbol is not IMethodSymbol method
            || !(method.ContainingType.ToDisplayString() is "System.Linq.Enumerable" or "string")
            || (method.IsStatic && method.ReducedFrom is null))
        {
            yield break;
        }

        var name = access.Name.Identifier.Text;
        if (Calls.TryGetValue(name, out var other) && !(name == "Any" && node.ArgumentList.Arguments.Count == 0))
        {
            yield return ("call", node.WithExpression(access.WithName(IdentifierName(other))));
        }

        if (Droppable.Contains(name))
        {
            yield return ("call left out", access.Expression);
        }
    }

    /// <summary>Where a member may say "nothing", it does.</summary>
    private static IEnumerable<(string, ExpressionSyntax)> Nothing(ExpressionSyntax node, SemanticModel model)
    {
        if (node.Parent is not (ReturnStatementSyntax or ArrowExpressionClauseSyntax)
            || node is LiteralExpressionSyntax
            || node.FirstAncestorOrSelf<LambdaExpressionSyntax>() is not null
            || model.GetEnclosingSymbol(node.SpanStart) is not IMethodSymbol { ReturnType: { NullableAnnotation: NullableAnnotation.Annotated } type })
        {
            yield break;
        }

        var name = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        yield return ("result", DefaultExpression(ParseTypeName(type.IsValueType ? name : $"{name}?")));
    }

    private static LiteralExpressionSyntax Number(int value) => LiteralExpression(
        SyntaxKind.NumericLiteralExpression,
        SyntaxFactory.Literal(value.ToString(CultureInfo.InvariantCulture), value));
}
