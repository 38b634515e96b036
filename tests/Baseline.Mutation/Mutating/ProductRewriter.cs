using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Baseline.Mutation.Mutating;

/// <summary>Walks a file of the product and puts its mutants in.</summary>
internal sealed class ProductRewriter(SemanticModel model, string file, MutantList list) : CSharpSyntaxRewriter
{
    /// <inheritdoc/>
    public override SyntaxNode? Visit(SyntaxNode? node)
    {
        if (node is null || IsConstant(node))
        {
            return node;
        }

        var visited = base.Visit(node);
        return (node, visited) switch
        {
            (ExpressionSyntax at, ExpressionSyntax current) when CanBeWrapped(at) => Expression(at, current),
            (StatementSyntax at, StatementSyntax current) when CanBeLeftOut(at) => Statement(at, current),
            (SwitchExpressionArmSyntax at, SwitchExpressionArmSyntax current) => Arm(at, current),
            (SpreadElementSyntax at, SpreadElementSyntax current) => Spread(at, current),
            _ => visited,
        };
    }

    /// <summary>A static value is worked out anew at each use, so that its mutants can be switched on and off.</summary>
    public override SyntaxNode? VisitFieldDeclaration(FieldDeclarationSyntax node)
    {
        var before = list.Mutants.Count;
        var visited = (FieldDeclarationSyntax)(base.VisitFieldDeclaration(node) ?? node);
        return list.Mutants.Count > before && node.Modifiers.Any(SyntaxKind.StaticKeyword)
            && visited.Declaration.Variables is [{ Initializer: { } initializer } variable]
            ? Computed(visited.Modifiers, visited.Declaration.Type, variable.Identifier, initializer.Value)
            : visited;
    }

    /// <inheritdoc/>
    public override SyntaxNode? VisitPropertyDeclaration(PropertyDeclarationSyntax node)
    {
        var before = list.Mutants.Count;
        var visited = (PropertyDeclarationSyntax)(base.VisitPropertyDeclaration(node) ?? node);
        return list.Mutants.Count > before && node.Modifiers.Any(SyntaxKind.StaticKeyword) && visited.Initializer is { } initializer
            ? Computed(visited.Modifiers, visited.Type, visited.Identifier, initializer.Value)
            : visited;
    }

    private static PropertyDeclarationSyntax Computed(
        SyntaxTokenList modifiers, TypeSyntax type, SyntaxToken name, ExpressionSyntax value) =>
        PropertyDeclaration(type, name)
            .WithModifiers(TokenList(modifiers.Where(modifier => !modifier.IsKind(SyntaxKind.ReadOnlyKeyword))))
            .WithExpressionBody(ArrowExpressionClause(value))
            .WithSemicolonToken(Token(SyntaxKind.SemicolonToken));

    private ExpressionSyntax Expression(ExpressionSyntax at, ExpressionSyntax current)
    {
        foreach (var force in Conditions.Forced(at, model))
        {
            current = list.Put(file, at, ("condition", force ? "true" : "false"), current, isOn => Forced(current, isOn, force));
        }

        foreach (var (name, replacement) in Replacements.Of(at, model))
        {
            current = list.Put(
                file,
                at,
                (name, replacement.ToString()),
                current,
                isOn => ParenthesizedExpression(ConditionalExpression(
                    Spaced(isOn), Spaced(ParenthesizedExpression(replacement.WithoutTrivia())), Spaced(ParenthesizedExpression(current)))));
        }

        return current;
    }

    /// <summary>What is declared in a condition stays assigned: it is asked first, and the switch after it.</summary>
    private static ParenthesizedExpressionSyntax Forced(ExpressionSyntax current, ExpressionSyntax isOn, bool force) =>
        ParenthesizedExpression(force
            ? BinaryExpression(SyntaxKind.LogicalOrExpression, ParenthesizedExpression(current), isOn)
            : BinaryExpression(
                SyntaxKind.LogicalAndExpression,
                ParenthesizedExpression(current),
                PrefixUnaryExpression(SyntaxKind.LogicalNotExpression, isOn)));

    private StatementSyntax Statement(StatementSyntax at, StatementSyntax current) =>
        list.Put(
            file,
            at,
            ("statement", "nothing"),
            current,
            isOn => IfStatement(PrefixUnaryExpression(SyntaxKind.LogicalNotExpression, isOn), Block(current)));

    private SwitchExpressionArmSyntax Arm(SwitchExpressionArmSyntax at, SwitchExpressionArmSyntax current)
    {
        if (at.Pattern is DiscardPatternSyntax || at.WhenClause is not null)
        {
            return current;
        }

        return list.Put(
            file,
            at,
            ("switch arm", "nothing"),
            current,
            isOn => current.WithWhenClause(WhenClause(
                Spaced(Token(SyntaxKind.WhenKeyword)), Spaced(PrefixUnaryExpression(SyntaxKind.LogicalNotExpression, isOn)))));
    }

    private SpreadElementSyntax Spread(SpreadElementSyntax at, SpreadElementSyntax current) =>
        at.Parent is CollectionExpressionSyntax { Elements.Count: > 1 }
            ? list.Put(
                file,
                at,
                ("spread", "nothing"),
                current,
                isOn => current.WithExpression(ParenthesizedExpression(ConditionalExpression(
                    Spaced(isOn), Spaced(CollectionExpression()), Spaced(ParenthesizedExpression(current.Expression))))))
            : current;

    /// <summary>Where the language wants a constant there is no place for a switch.</summary>
    private static bool IsConstant(SyntaxNode node) => node is AttributeListSyntax or EnumMemberDeclarationSyntax or PatternSyntax
        or CaseSwitchLabelSyntax or (TypeSyntax and not IdentifierNameSyntax) or ParameterSyntax { Default: not null }
        || (node is FieldDeclarationSyntax field && field.Modifiers.Any(SyntaxKind.ConstKeyword))
        || (node is LocalDeclarationStatementSyntax local && local.IsConst)
        || (node is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "nameof" } });

    private static bool CanBeWrapped(ExpressionSyntax node) =>
        node.Parent is not (ExpressionStatementSyntax or ConstantPatternSyntax or NameColonSyntax or ParenthesizedExpressionSyntax { Parent: ExpressionStatementSyntax })
        && !(node.Parent is AssignmentExpressionSyntax assignment && assignment.Left == node)
        && !(node.Parent is ArgumentSyntax { RefKindKeyword.RawKind: not 0 })
        && !IsBelowConditionalAccess(node);

    /// <summary>In <c>a?.B.C()</c>, what begins with the dot can't stand alone.</summary>
    private static bool IsBelowConditionalAccess(SyntaxNode node) => node switch
    {
        MemberBindingExpressionSyntax or ElementBindingExpressionSyntax => true,
        MemberAccessExpressionSyntax access => IsBelowConditionalAccess(access.Expression),
        InvocationExpressionSyntax call => IsBelowConditionalAccess(call.Expression),
        ElementAccessExpressionSyntax element => IsBelowConditionalAccess(element.Expression),
        ConditionalAccessExpressionSyntax conditional => IsBelowConditionalAccess(conditional.Expression),
        _ => false,
    };

    private static bool CanBeLeftOut(StatementSyntax node) => node.Parent is BlockSyntax && node switch
    {
        ExpressionStatementSyntax => true,
        YieldStatementSyntax yield => yield.IsKind(SyntaxKind.YieldReturnStatement),
        ContinueStatementSyntax => true,
        ReturnStatementSyntax { Expression: null } => true,
        _ => false,
    };

    private static T Spaced<T>(T node)
        where T : SyntaxNode => node.WithLeadingTrivia(node.GetLeadingTrivia().Insert(0, Space)).WithTrailingTrivia(node.GetTrailingTrivia().Add(Space));

    private static SyntaxToken Spaced(SyntaxToken token) => token.WithLeadingTrivia(Space).WithTrailingTrivia(Space);
}
