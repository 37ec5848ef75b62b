export interface ArticleSection {
  readonly title: string;
  readonly paragraphs: readonly string[];
}

/** The explanation below the network, in every language. */
export const ARTICLES: Readonly<Record<"en" | "zh-CN", readonly ArticleSection[]>> = {
  en: [
    {
      title: "What is going on here?",
      paragraphs: [
        "A neural network computes numbers from other numbers. Here its input is the two coordinates of a point, and its output is the colour at that point. It does not know the rule. It sees samples, compares its output with the correct one, and changes its weights a little. Press play and watch the background take on the colours of the points.",
        "Each square is a neuron. It multiplies each input from the left by the weight of its line, adds the products and its own bias, and applies the activation function to the sum. The small picture in the square shows the neuron’s output everywhere on the plane. Neurons further to the right combine the pictures of earlier neurons into more complex ones.",
      ],
    },
    {
      title: "How does it learn?",
      paragraphs: [
        "The loss measures how wrong the outputs are, averaged over all points. The gradient tells for every weight in which direction the loss falls, and how steeply. The network computes the gradient for a few points, a batch, and moves each weight a small step downhill. The learning rate sets the length of the step. When every point has been used once, an epoch is complete, and the next one starts.",
        "Computing the gradient layer by layer, from the output back to the input, is called backpropagation. The errors go back along the lines and show how much each weight contributes to the loss.",
      ],
    },
    {
      title: "Learning is not memorizing",
      paragraphs: [
        "The network learns only from the training points. The test points are kept aside to check whether it has learned the pattern: tick “Show test data” to see them. If the training loss keeps falling while the test loss rises, the network is memorizing the noise. This is overfitting. Fewer neurons, more data, or regularization, which keeps the weights small, reduce it.",
      ],
    },
    {
      title: "What do the colours mean?",
      paragraphs: [
        "The whole page uses one colour scale: orange is negative and blue is positive. The colour of a point shows its class, or its target value. The background shows the output of the network: the paler the colour, the less confident the network. The colour of a line shows the sign of the weight, and its thickness shows the size: an orange line reverses the effect of the input.",
      ],
    },
    {
      title: "What to try",
      paragraphs: [
        "Remove all hidden layers: can the network still learn the circle? Then switch on the features x₁² and x₂². Next, use two layers of eight neurons for the spiral and train for some time. Raise the learning rate until the loss oscillates. Set the initial weights to zero and think about why nothing happens. Add noise, use few training samples, and look for the moment when the test loss starts to rise.",
        "The address of the page contains all your settings. Use Share to send them to others, or to embed the playground in a course page. The network is trained on the server. Nothing about you is stored, and no other site is contacted.",
      ],
    },
  ],
  "zh-CN": [
    {
      title: "这里发生了什么？",
      paragraphs: [
        "神经网络由一组数算出另一组数。在这里，输入是平面上一个点的两个坐标，输出是该点的颜色。网络事先不知道规则：它只看样本，把预测与正确答案比较，再稍微调整权重。按下“开始训练”，看背景怎样慢慢染上样本点的颜色。",
        "每个方块是一个神经元。它把左边传来的数各自乘以连线上的权重再相加，加上自己的偏置，最后由激活函数对加权和作非线性变换。方块里的小图画出了它在整个平面上的输出。靠右的神经元把前面的图案组合成更复杂的图案。",
      ],
    },
    {
      title: "它是怎样学习的？",
      paragraphs: [
        "损失衡量预测错了多少，对所有样本取平均。梯度说明每个权重往哪个方向改，损失会下降，以及下降得有多快。网络每次取一小批样本计算梯度，让每个权重朝损失下降的方向走一小步，步幅由学习率决定。所有样本都用过一遍就是一轮，然后开始下一轮。",
        "从输出层往回一层一层地计算梯度，叫做反向传播。误差沿着连线往回传，说明每个权重对损失有多大的影响。",
      ],
    },
    {
      title: "学会不等于背会",
      paragraphs: [
        "网络只从训练样本中学习。测试样本留在一边，用来检验它是否真的掌握了规律；勾选“显示测试数据”就能看到它们。如果训练损失继续下降，测试损失却开始上升，说明网络在记忆噪声，这就是过拟合。减少神经元、增加数据，或者用正则化让权重保持较小，都能缓解它。",
      ],
    },
    {
      title: "颜色代表什么？",
      paragraphs: [
        "整个页面用同一套色标：橙色为负，蓝色为正。样本点的颜色表示类别，或者目标值的大小。背景的颜色是网络的输出，颜色越淡，网络越没有把握。连线的颜色表示权重：线越粗影响越大，橙色的线使输入的作用反向。",
      ],
    },
    {
      title: "试试看",
      paragraphs: [
        "去掉所有隐藏层，网络还学得会圆环数据吗？再打开特征 x₁² 和 x₂²。接着用两个各有八个神经元的隐藏层学习螺旋数据，多训练一会儿。把学习率一直调大，直到损失来回振荡。把初始权重设为全零，想一想为什么什么也不发生。加上噪声，减少训练数据，找一找测试损失开始上升的那一刻。",
        "全部设置都写在网址里。用“分享”可以把它发给别人，或者嵌入课程页面。网络在服务器上训练：不保存任何关于你的信息，也不访问其他网站。",
      ],
    },
  ],
};
