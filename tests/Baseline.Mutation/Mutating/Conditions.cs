using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Baseline.Mutation.Mutating;

/// <summary>
/// Which conditions are forced to which outcome. The operands of a chain are forced to what leaves them out of it, and the
/// chain itself to the other, so that no two mutants are the same.
/// </summary>
internal static class Conditions
{
    /// <summary>The outcomes that an expression is forced to; none where it is no condition.</summary>
    public static IEnumerable<bool> Forced(ExpressionSyntax node, SemanticModel model)
    {
        if (!IsCondition(node, model))
        {
            return [];
        }

        var parent = WithoutParentheses(node).Parent;
        var above = parent is null ? SyntaxKind.None : Kind(parent);
        var own = Kind(node);
        IEnumerable<bool> outcomes = own == SyntaxKind.LogicalAndExpression ? (above == own ? [] : [false])
            : own == SyntaxKind.LogicalOrExpression ? (above == own ? [] : [true])
            : above == SyntaxKind.LogicalAndExpression ? [true]
            : above == SyntaxKind.LogicalOrExpression ? [false]
            : above is SyntaxKind.ForStatement or SyntaxKind.WhileStatement ? [false] // an endless loop says nothing of the tests
            : above == SyntaxKind.WhenClause ? [true]
            : [true, false];
        return outcomes.Where(outcome => !Declares(node) || outcome == IsNegative(node));
    }

    private static bool IsCondition(ExpressionSyntax node, SemanticModel model)
    {
        if (node is LiteralExpressionSyntax or ParenthesizedExpressionSyntax or AssignmentExpressionSyntax or ConditionalExpressionSyntax
            || Kind(node) == SyntaxKind.LogicalNotExpression
            || model.GetTypeInfo(node) is not { Type.SpecialType: SpecialType.System_Boolean, ConvertedType.SpecialType: SpecialType.System_Boolean })
        {
            return false;
        }

        return node is BinaryExpressionSyntax or IsPatternExpressionSyntax || IsAsked(node);
    }

    /// <summary>Whether something is decided by it, and it is not merely handed on.</summary>
    private static bool IsAsked(ExpressionSyntax node) => WithoutParentheses(node).Parent switch
    {
        BinaryExpressionSyntax binary => Kind(binary) is SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression,
        PrefixUnaryExpressionSyntax => true,
        IfStatementSyntax or WhileStatementSyntax or ForStatementSyntax or WhenClauseSyntax => true,
        ConditionalExpressionSyntax => true,
        LambdaExpressionSyntax or ArrowExpressionClauseSyntax or ReturnStatementSyntax => true,
        _ => false,
    };

    /// <summary>A variable that is declared in a condition must be assigned where it is used: after yes, or, in a negative one, after no.</summary>
    private static bool Declares(ExpressionSyntax node) =>
        node.DescendantNodes(inner => inner is not LambdaExpressionSyntax)
            .Any(inner => inner is SingleVariableDesignationSyntax { Parent: not DeclarationExpressionSyntax });

    private static bool IsNegative(ExpressionSyntax node) =>
        Kind(node) == SyntaxKind.LogicalOrExpression
        || node is IsPatternExpressionSyntax { Pattern: UnaryPatternSyntax };

    private static ExpressionSyntax WithoutParentheses(ExpressionSyntax node) =>
        node.Parent is ParenthesizedExpressionSyntax outer ? WithoutParentheses(outer) : node;

    private static SyntaxKind Kind(SyntaxNode node) => node.Kind();
}
